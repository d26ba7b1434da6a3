import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";

/**
 * `npm run vectors -- DIR`: runs the shared checker on a folder (or file) of vectors with core's adapter, strictly.
 * The checker is the folder's own `check.mjs`, else that of the reference material beside the checkout.
 */
const started = process.env.INIT_CWD ?? process.cwd();
const [target = "../shared/vectors", ...flags] = process.argv.slice(2);
const folder = resolve(started, target);
if (!existsSync(folder)) {
  console.error(`There is no folder ${folder}.`);
  process.exit(2);
}
const shared = resolve(process.env.BELLWETHER_SHARED ?? "../shared", "vectors");
const home = statSync(folder).isDirectory() ? folder : resolve(folder, "..");
const checker = [home, resolve(home, ".."), shared].map((place) => resolve(place, "check.mjs")).find(existsSync);
if (checker === undefined) {
  console.error(`No check.mjs in ${home}, beside it, or in ${shared}.`);
  process.exit(2);
}
const adapter = resolve("core/scoring/vectors.adapter.ts");
const run = spawnSync(process.execPath, ["--import", "tsx", checker, adapter, folder, "--strict", ...flags], {
  stdio: "inherit",
});
process.exit(run.status ?? 1);
