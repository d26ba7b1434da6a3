import { rmSync } from "node:fs";
import { build } from "esbuild";

/** Bundles the server into dist/; packages stay in node_modules. Run by build.mjs once esbuild is installed. */
rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: [
    "server/main.ts",
    "server/leaderboards/uncertainty-worker.ts",
    "server/exchange/import-worker.ts",
    "server/briefs/brief-worker.ts",
  ],
  outbase: "server",
  outdir: "dist",
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node22",
  sourcemap: true,
  logLevel: "warning",
});
