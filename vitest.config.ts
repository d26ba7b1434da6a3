import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const alias = ["core", "server", "components", "prisma"].map((folder) => ({
  find: new RegExp(`^#${folder}/`),
  replacement: `${resolve(import.meta.dirname, folder)}/`,
}));

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          include: ["{core,server,components,app,e2e}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.db.test.ts", "e2e/faults/**", "node_modules/**"],
          setupFiles: "e2e/fixtures/property-seed.ts",
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          include: ["{core,server,components,app,prisma,e2e}/**/*.db.test.ts"],
          globalSetup: "server/platform/test-setup.ts",
          setupFiles: ["server/platform/test-worker.ts", "e2e/fixtures/property-seed.ts"],
          pool: "forks",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "faults",
          include: ["e2e/faults/**/*.test.ts"],
          exclude: ["**/*.db.test.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
        },
      },
    ],
  },
});
