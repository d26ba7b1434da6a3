# One image with the application built; PostgreSQL runs beside it (compose.yaml).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# What the image serves is built here; the embedded PostgreSQL is not needed in it.
RUN npm ci --no-audit --no-fund --include=dev
COPY . .
RUN node server/bootstrap/build-only.mjs && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=build --chown=root:root /app /app
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Directly, without npm in between, so that SIGTERM reaches the server.
CMD ["node", "--enable-source-maps", "dist/main.js"]
