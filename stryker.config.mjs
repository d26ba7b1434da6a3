/** The folder whose mutants are made: `e2e/reference/mutants.ts` names it. */
const folder = process.env.MUTANTS ?? "core/scoring";

/**
 * Mutants of the core library, run by `npm run mutants`, outside CI.
 *
 * @type {import("@stryker-mutator/api/core").PartialStrykerOptions}
 */
export default {
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner"],
  vitest: { configFile: "vitest.mutants.config.ts", related: false },
  mutate: [
    `${folder}/*.ts`,
    "!**/*.test.ts",
    "!**/*.adapter.ts",
    "!**/*.simulation.ts",
    "!**/*.oracle.ts",
    "!**/*.arbitrary.ts",
  ],
  coverageAnalysis: "perTest",
  // A mutant of a module's constants would need every test of the folder, and the process anew.
  ignoreStatic: true,
  concurrency: 1,
  // A loop without end is told by how often it turns. The clock is for the rest, and generous: at the lowest priority a busy
  // machine would otherwise make a timeout of a mutant that no test notices.
  timeoutMS: 45_000,
  // MUTANTS_AGAIN=1: only mutants whose code or tests have changed since the last whole run.
  incremental: true,
  incrementalFile: `reproduced/mutants-${folder.replaceAll("/", "-")}-last.json`,
  force: process.env.MUTANTS_AGAIN !== "1",
  // It would be rewritten with the JavaScript API of TypeScript, which TypeScript 7 no longer has; nothing here needs it.
  tsconfigFile: "absent",
  // The sandbox needs core, the seed of the properties and the configuration, nothing else.
  ignorePatterns: ["*", "!core/**", "!e2e", "e2e/*", "!e2e/fixtures/**", "!package.json", "!vitest.mutants.config.ts"],
  tempDirName: ".mutants",
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
  jsonReporter: { fileName: `reproduced/mutants-${folder.replaceAll("/", "-")}.json` },
};
