import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { databaseCommand } from "#server/platform/command";
import { StartError } from "#server/platform/start-error";

const USAGE = "npm run import -- FILE… --team NAME [--bounds=refuse|record]";

/** `npm run import`: brings world files into a team, all of them or nothing. */
await databaseCommand(async () => {
  const { files, team, bounds } = readArguments();
  const worlds = await Promise.all(files.map(readWorldFile));
  const { importWorlds, WorldFaults } = await import("#server/exchange/import-world");
  try {
    const { counts, ...report } = await importWorlds(worlds, { team, bounds });
    if (report.team.created) console.log(`Team “${report.team.name}” did not exist and was made.`);
    console.log(
      `Imported ${Object.entries(counts)
        .map(([what, n]) => `${n} ${what}`)
        .join(", ")}.`,
    );
    if (report.matched > 0) console.log(`${report.matched} people were in the team already.`);
    console.log(`Scores written for ${report.scored} people, question by question.`);
    for (const path of report.ignored) console.log(`Left aside, not part of the format: ${path}`);
  } catch (error) {
    if (!(error instanceof WorldFaults)) throw error;
    const lines = error.faults.map(
      ({ file, path, message }) => `${files.length > 1 ? `${file}: ` : ""}${path}: ${message}`,
    );
    throw new StartError(
      `${lines.join("\n")}\n\nNothing was imported: ${lines.length} ${lines.length === 1 ? "fault" : "faults"}.`,
    );
  }
});

function readArguments(): { files: string[]; team: string; bounds: "refuse" | "record" } {
  const { values, positionals } = parse();
  const { team, bounds = "refuse" } = values;
  if (positionals.length === 0 || !team?.trim()) throw new StartError(`Usage: ${USAGE}`);
  if (bounds !== "refuse" && bounds !== "record") throw new StartError(`--bounds is refuse or record, got ${bounds}.`);
  return { files: positionals, team, bounds };
}

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { team: { type: "string" }, bounds: { type: "string" } } });
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : error}. Usage: ${USAGE}`);
  }
}

async function readWorldFile(path: string): Promise<{ name: string; json: unknown }> {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
  } catch (error) {
    throw new StartError(`${path} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
  try {
    return { name: basename(path), json: JSON.parse(text) };
  } catch (error) {
    throw new StartError(`${path} is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
}
