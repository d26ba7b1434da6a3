/** @file `npm test`: every check there is, from a clone with nothing installed. Node's own modules only. */
import { findChromium } from "./browser.mjs";
import { build, generate } from "./build.mjs";
import { checkList, programCheck, stepCheck } from "./checks.mjs";
import { checkNode, install } from "./install.mjs";
import { programEnv } from "./programs.mjs";
import { findRedis } from "./redis.mjs";
import { run } from "./say.mjs";

await run(async () => {
  checkNode();
  await install();
  await generate();
  // The programs choose NODE_ENV themselves, and the tests their own passwords.
  const { NODE_ENV: _mode, DEMO_PASSWORD: _password, ...given } = programEnv();
  const redis = await findRedis();
  const env = { ...given, CHROMIUM: await findChromium(), ...(redis ? { REDIS_SERVER: redis } : {}) };
  /** @param {string} name @param {string} project @param {string[]} more */
  const vitest = (name, project, ...more) =>
    programCheck(name, ["vitest/vitest.mjs", "run", "--project", project, ...more], env);

  const lint = programCheck("Lint and import directions", ["@biomejs/biome/bin/biome", "ci", "."], env);
  const types = programCheck("Types", ["typescript/bin/tsc", "--noEmit"], env);
  const drift = programCheck(
    "Migrations lead to the schema",
    ["tsx/dist/cli.mjs", "--disable-warning=ExperimentalWarning", "server/platform/migrate-check.ts"],
    env,
  );
  const unit = vitest("Unit tests", "unit");
  // On two cores vitest would take one; each file has a database of its own, and much of its time is that database's.
  const database = vitest("Tests on PostgreSQL", "db", "--maxWorkers", "2");
  const building = stepCheck("Build", build);
  const faults = vitest("Starting, stopping and crashing", "faults");
  const browser = programCheck("Browser tests", ["@playwright/test/cli.js", "test"], env);

  // Two rows for two cores. The build writes types that the compiler reads, so it comes after; the browser tests fill two
  // cores by themselves.
  const checks = checkList();
  await checks.sideBySide([lint, drift, unit], [types, building]);
  const built = checks.passed(building.name);
  await checks.sideBySide([database], built ? [faults] : []);
  if (built) await checks.alone(browser);
  else for (const { name } of [faults, browser]) checks.leftOut(name, "It needs the build, which failed.");
  checks.summary();
});
