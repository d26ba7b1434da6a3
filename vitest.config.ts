import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

const alias = ["core", "server", "components", "prisma"].map((folder) => ({
  find: new RegExp(`^#${folder}/`),
  replacement: `${resolve(import.meta.dirname, folder)}/`,
}));

// SEED=random has every property look elsewhere than the last run did, SEED=n repeats a run; RUNS multiplies how far they look.
if (process.env.SEED === "random") process.env.SEED = String(Date.now() & 0x7fffffff);
if (process.env.SEED) console.log(`properties run from seed ${process.env.SEED}`);

/** Milliseconds for a test, where others want the machine too: long, and longer where properties look further (RUNS). */
const testTimeout = 120_000 * Math.max(1, Number(process.env.RUNS ?? 1));

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
          testTimeout,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 120_000,
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
          testTimeout,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "faults",
          include: ["e2e/faults/**/*.test.ts"],
          exclude: ["**/*.db.test.ts"],
          fileParallelism: false,
          testTimeout,
          expect: { poll: { timeout: 60_000 } },
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
