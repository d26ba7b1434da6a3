import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";

/**
 * `npm run mutants [-- FOLDER…]`: changes the code of the core library in every small way that Stryker knows and counts how
 * many of the changes a test notices; folder by folder, one process, at the lowest priority, outside CI. Of the properties it
 * runs a third of the usual length: a mutant that a property catches is caught early or not at all. With `--again`, only mutants
 * whose code or tests have changed since the last whole run.
 */
const FOLDERS = ["core/scoring", "core/calibration", "core/ranking"];
const LEAST = 85;

const report = z.object({
  files: z.record(z.string(), z.object({ mutants: z.array(z.object({ status: z.string() })) })),
});

const again = process.argv.includes("--again");
const wanted = process.argv.slice(2).filter((word) => word !== "--again");
const unknown = wanted.find((folder) => !existsSync(resolve(folder)));
if (unknown !== undefined) {
  console.error(`There is no folder ${unknown}. Usual ones: ${FOLDERS.join(", ")}.`);
  process.exit(2);
}
setPriority(constants.priority.PRIORITY_LOW);
let short = 0;
for (const folder of wanted.length > 0 ? wanted : FOLDERS) {
  const run = spawnSync(process.execPath, [resolve("node_modules/@stryker-mutator/core/bin/stryker.js"), "run"], {
    env: { ...process.env, MUTANTS: folder, MUTANTS_AGAIN: again ? "1" : "0", RUNS: process.env.RUNS ?? "0.3" },
    stdio: "inherit",
  });
  if (run.status !== 0) process.exit(run.status ?? 1);
  const file = resolve(`reproduced/mutants-${folder.replaceAll("/", "-")}.json`);
  const { files } = report.parse(JSON.parse(readFileSync(file, "utf8")));
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...named: string[]) => statuses.filter((status) => named.includes(status)).length;
  const [noticed, all] = [count("Killed", "Timeout"), count("Killed", "Timeout", "Survived", "NoCoverage")];
  const share = (100 * noticed) / all;
  if (share < LEAST) short++;
  console.log(`${folder}: ${noticed} of ${all} mutants noticed, ${share.toFixed(1)} % (aim: ${LEAST} %)\n`);
}
process.exit(short === 0 ? 0 : 1);
