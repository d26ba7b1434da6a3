import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { databaseCommand } from "#server/platform/command";
import { StartError } from "#server/platform/start-error";

const USAGE = "npm run export -- --team NAME [FILE]";

/** `npm run export`: a team's world to FILE, or to standard output. */
await databaseCommand(async () => {
  const { team, file } = readArguments();
  const { exportWorld } = await import("#server/exchange/export-world");
  if (file === undefined) {
    for await (const piece of exportWorld(team)) if (!process.stdout.write(piece)) await once(process.stdout, "drain");
    return;
  }
  // A broken export must not stand where a whole one is expected.
  const part = `${file}.part`;
  try {
    await pipeline(exportWorld(team), createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  console.error(`Wrote ${file}.`);
});

function readArguments(): { team: string; file: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { team: { type: "string" } } });
    if (values.team?.trim() && positionals.length <= 1) return { team: values.team, file: positionals[0] };
  } catch {
    // what cannot be parsed is answered like what is missing
  }
  throw new StartError(`Usage: ${USAGE}`);
}
