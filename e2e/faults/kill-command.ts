import { seededRandom } from "#core/math/random";
import { runCommand } from "#server/platform/run-command";
import { StartError } from "#server/platform/start-error";
import { figureLine } from "../bench/figure-line";
import { withScratchDatabase } from "../fixtures/scratch-world";
import { killFigures } from "./kill-figures";

/** `npm run fault:kill -- [--rounds N] [--json]`: kills a node under writers and counts what was acknowledged and lost. */
await runCommand(async () => {
  const args = process.argv.slice(2);
  const at = args.indexOf("--rounds");
  const rounds = at < 0 ? 3 : Number(args[at + 1]);
  if (!Number.isInteger(rounds) || rounds < 1) throw new StartError("--rounds takes a whole number of at least 1.");
  const seed = Date.now() & 0x7fffffff;
  await withScratchDatabase(async ({ url, pool }) => {
    const { killRounds } = await import("./kill");
    const counts = await killRounds({ pool, databaseUrl: url, rounds, random: seededRandom(seed) });
    const json = args.includes("--json");
    if (!json) console.log(`kills from seed ${seed}`);
    for (const figure of killFigures(rounds, counts)) console.log(json ? JSON.stringify(figure) : figureLine(figure));
    if (counts.ours.lost > 0) throw new StartError(`${counts.ours.lost} acknowledged edits are on no disk.`);
  });
});
