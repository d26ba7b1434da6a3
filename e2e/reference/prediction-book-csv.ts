import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { formatInstant } from "#core/instant";
import { CSV_COLUMNS } from "#core/world-csv";
import { rows } from "./csv";

/**
 * PredictionBook's public forecasts as our CSV, line by line.
 *
 * What that site left open is settled so that no verdict is lost: its “known by” date is often before the question was
 * asked, or missing, and its questions were resolved when somebody came by. So K is the resolution, and a question whose
 * close is not after its opening closes with the resolution, or a day after the opening where that is no later either.
 *
 * @param folder of the data
 */
export async function* predictionBookCsv(folder: string): AsyncGenerator<string> {
  const questions = new Map(
    rows(readFileSync(resolve(folder, "predictionbook_questions.csv"), "utf8")).map(([id = "", ...facts]) => {
      const [opened, closed, resolved, outcome] = facts.map(Number);
      return [id, questionCells(id, opened ?? 0, closed ?? 0, resolved ?? 0, outcome === 1 ? "yes" : "no")];
    }),
  );
  yield `${CSV_COLUMNS.join(",")}\n`;
  let first = true;
  for await (const line of createInterface({
    input: createReadStream(resolve(folder, "predictionbook_forecasts.csv")),
  })) {
    if (first) {
      first = false;
      continue;
    }
    const [question = "", user = "", time = "", probability = ""] = line.split(",");
    yield `${questions.get(question)},user ${user},${instant(Number(time))},forecast,${probability}\n`;
  }
}

function questionCells(id: string, opened: number, closed: number, resolved: number, outcome: string): string {
  const close = [closed, resolved, opened + 86_400].find((at) => at > opened) ?? closed;
  return [id, "binary", `PredictionBook ${id}`, instant(opened), instant(close), instant(resolved), outcome].join(",");
}

const instant = (seconds: number) => formatInstant(seconds * 1000);

/** The same as a file. */
export async function writePredictionBook(folder: string, file: string): Promise<void> {
  await pipeline(Readable.from(predictionBookCsv(folder)), createWriteStream(file));
}
