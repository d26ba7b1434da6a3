import { createReadStream, createWriteStream, statSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { formatInstant } from "#core/instant";
import { CSV_COLUMNS } from "#core/world-csv";
import type { WorldFile } from "#server/exchange/read-file";
import { readLoad } from "./load";

/** How long after each forecast of the load file its maker says the opposite. */
const SECOND_THOUGHT = 1_800_000;

/**
 * The load file doubled, as a CSV: 1,000 questions, 100 people, 1,000,000 forecasts. Every forecast is followed half an
 * hour later by one of 1 − p.
 *
 * @param file where it is written
 */
export async function writeMillion(shared: string, file: string): Promise<WorldFile> {
  await pipeline(Readable.from(million(shared)), createWriteStream(file));
  return {
    name: "million.csv",
    size: statSync(file).size,
    bytes: () => createReadStream(file, { highWaterMark: 1 << 18 }),
  };
}

function* million(shared: string): Generator<string> {
  yield `${CSV_COLUMNS.join(",")}\n`;
  for (const { id, clocks, outcome, log } of readLoad(shared)) {
    const [opens, closes, known] = [clocks.opensAt, clocks.closesAt, clocks.knownAt ?? clocks.closesAt].map(
      formatInstant,
    );
    const facts = `${id},binary,Load question ${id},${opens},${closes},${known},${outcome}`;
    let lines = "";
    for (const event of log) {
      if (event.kind !== "forecast") continue;
      const opposite = Math.round((1 - event.value) * 1000) / 1000;
      lines += `${facts},${event.person},${formatInstant(event.at)},forecast,${event.value}\n`;
      lines += `${facts},${event.person},${formatInstant(event.at + SECOND_THOUGHT)},forecast,${opposite}\n`;
    }
    yield lines;
  }
}
