import { resolve } from "node:path";
import { defineConfig } from "vitest/config";

/**
 * The fast tests of one folder of core, for `npm run mutants`: no simulation, no shared vectors or worlds, no wild calls.
 * Every mutant runs the tests that reach it, so a second saved here is most of an hour.
 */
export default defineConfig({
  resolve: {
    alias: [{ find: /^#core\//, replacement: `${resolve(import.meta.dirname, "core")}/` }],
  },
  test: {
    include: [`${process.env.MUTANTS ?? "core/scoring"}/**/*.test.ts`],
    exclude: ["**/*.simulation.test.ts", "core/scoring/vectors.test.ts", "core/scoring/worlds.test.ts"],
    setupFiles: "e2e/fixtures/property-seed.ts",
    isolate: false,
  },
});
