import { defineConfig } from "prisma/config";

/** For Prisma's own command line. The application connects through `server/platform/db.ts` and migrates by `server/platform/migrate.ts`. */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
