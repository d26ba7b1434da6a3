import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { WorldFile } from "#server/exchange/read-file";
import { databaseCommand } from "#server/platform/command";
import { StartError } from "#server/platform/start-error";

const USAGE = "npm run import -- FILE… --team NAME [--bounds=refuse|record]";

/** `npm run import`: brings world files and CSVs into a team, all of them or nothing. */
await databaseCommand(async () => {
  const { paths, team, bounds } = readArguments();
  const files = paths.map(fileAt);
  const { importWorlds, WorldRefused } = await import("#server/exchange/import-world");
  const several = files.length > 1;
  try {
    const { counts, ...report } = await importWorlds(files, {
      team,
      bounds,
      tell({ file, path, message, bounds: outside }) {
        if (!outside || bounds === "refuse") console.error(`${several ? `${file}: ` : ""}${path}: ${message}`);
      },
    });
    if (report.team.created) console.log(`Team “${report.team.name}” did not exist and was made.`);
    const made = Object.entries(counts).map(([what, n]) => `${n} ${what}`);
    console.log(`Imported ${made.join(", ")}.`);
    if (report.matched > 0) console.log(`${report.matched} people were in the team already.`);
    if (report.outside > 0)
      console.log(`${report.outside} probabilities were kept at the nearest bound, with what was stated beside them.`);
    if (report.voided > 0) console.log(`${report.voided} questions were answered before they opened and are void.`);
    console.log(`Scores written for ${report.scored} people, question by question.`);
    for (const path of report.ignored) console.log(`Left aside, not part of the format: ${path}`);
  } catch (error) {
    if (!(error instanceof WorldRefused)) throw error;
    const { faults } = error.taken;
    throw new StartError(`\nNothing was imported: ${faults} ${faults === 1 ? "fault" : "faults"}.`);
  }
});

function readArguments(): { paths: string[]; team: string; bounds: "refuse" | "record" } {
  const { values, positionals } = parse();
  const { team, bounds = "refuse" } = values;
  if (positionals.length === 0 || !team?.trim()) throw new StartError(`Usage: ${USAGE}`);
  if (bounds !== "refuse" && bounds !== "record") throw new StartError(`--bounds is refuse or record, got ${bounds}.`);
  return { paths: positionals, team, bounds };
}

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { team: { type: "string" }, bounds: { type: "string" } } });
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : error}. Usage: ${USAGE}`);
  }
}

function fileAt(path: string): WorldFile {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new StartError(`${path} cannot be read: there is no such file.`);
  return { name: basename(path), size: found.size, bytes: () => createReadStream(path, { highWaterMark: 1 << 18 }) };
}
