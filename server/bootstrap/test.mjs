/** @file `npm test`: every check there is, from a clone with nothing installed. Node's own modules only. */
import { findChromium } from "./browser.mjs";
import { build, generate } from "./build.mjs";
import { checkNode, install } from "./install.mjs";
import { handOver, pinnedNode, programEnv } from "./programs.mjs";
import { Refusal, run } from "./say.mjs";

/** Lines of a failed check that are shown again under the summary. */
const SHOWN_AGAIN = 80;

/** @type {{ name: string; seconds: number; passed: boolean; said: string }[]} */
const results = [];

await run(async () => {
  const started = Date.now();
  checkNode();
  await install();
  await generate();
  // The programs choose NODE_ENV themselves, and the tests their own passwords.
  const { NODE_ENV: _mode, DEMO_PASSWORD: _password, ...given } = programEnv();
  const env = { ...given, CHROMIUM: await findChromium() };

  await check("Lint and import directions", ["@biomejs/biome/bin/biome", "ci", "."], env);
  await check("Types", ["typescript/bin/tsc", "--noEmit"], env);
  await check(
    "Migrations lead to the schema",
    ["tsx/dist/cli.mjs", "--disable-warning=ExperimentalWarning", "server/platform/migrate-check.ts"],
    env,
  );
  await check("Unit tests", ["vitest/vitest.mjs", "run", "--project", "unit"], env);
  await check("Tests on PostgreSQL", ["vitest/vitest.mjs", "run", "--project", "db"], env);
  await build();
  await check("Starting, stopping and crashing", ["vitest/vitest.mjs", "run", "--project", "faults"], env);
  await check("Browser tests", ["@playwright/test/cli.js", "test"], env);

  console.log("");
  for (const { name, seconds, passed } of results)
    console.log(`${passed ? "passed" : "FAILED"}  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
  console.log(`        ${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  in all`);
  const failed = results.filter(({ passed }) => !passed);
  for (const { name, said } of failed)
    console.log(
      `\n── ${name} FAILED. It ended like this:\n${said.trimEnd().split("\n").slice(-SHOWN_AGAIN).join("\n")}`,
    );
  if (failed.length > 0) throw new Refusal(`Not everything passed: ${failed.map(({ name }) => name).join(", ")}.`);
});

/**
 * Runs one of the packages' programs and shows what it says.
 *
 * @param {string} name
 * @param {[string, ...string[]]} program a script under node_modules, and its arguments
 * @param {NodeJS.ProcessEnv} env
 */
async function check(name, [script, ...args], env) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const { status, asked, said } = await handOver(pinnedNode(), [`node_modules/${script}`, ...args], env, {
    listen: true,
  });
  if (asked) throw new Refusal("Stopped before the end.");
  const seconds = (Date.now() - started) / 1000;
  results.push({ name, seconds, passed: status === 0, said });
  console.log(`── ${name}: ${status === 0 ? "passed" : "FAILED"} in ${seconds.toFixed(1)} s`);
}
