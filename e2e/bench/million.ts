import { createReadStream, createWriteStream, statSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { formatInstant } from "#core/instant";
import type { ForecastEvent } from "#core/standing";
import { CSV_COLUMNS } from "#core/world-csv";
import type { WorldFile } from "#server/exchange/read-file";
import { type LoadQuestion, readLoad } from "./load";

/** How long after each forecast of the load file its maker says the opposite. */
const SECOND_THOUGHT = 1_800_000;

/** How many questions have no answer yet: the ones to be resolved. */
export const UNANSWERED = 20;

/**
 * The load file doubled: 1,000 questions, 100 people, 1,000,000 forecasts. Every forecast is followed half an hour later by
 * one of 1 − p.
 */
export function* million(shared: string): Generator<LoadQuestion> {
  for (const question of readLoad(shared)) {
    const last = new Map<string, number>();
    const log = question.log.flatMap((event): ForecastEvent<number>[] => {
      if (event.kind !== "forecast") return [];
      const sequence = (last.get(event.person) ?? 0) + 1;
      last.set(event.person, sequence + 1);
      const value = Math.round((1 - event.value) * 1000) / 1000;
      return [
        { ...event, sequence },
        { ...event, sequence: sequence + 1, at: event.at + SECOND_THOUGHT, value },
      ];
    });
    yield { ...question, log };
  }
}

/** The same as a CSV, the last {@link UNANSWERED} questions without an answer. @param file where it is written */
export async function writeMillion(shared: string, file: string): Promise<void> {
  await pipeline(Readable.from(lines(shared)), createWriteStream(file));
}

export const millionFile = (file: string): WorldFile => ({
  name: "million.csv",
  size: statSync(file).size,
  bytes: () => createReadStream(file, { highWaterMark: 1 << 18 }),
});

function* lines(shared: string): Generator<string> {
  yield `${CSV_COLUMNS.join(",")}\n`;
  let left = 1000;
  for (const { id, clocks, outcome, log } of million(shared)) {
    left -= 1;
    const answer = left < UNANSWERED ? "," : `${formatInstant(clocks.knownAt ?? clocks.closesAt)},${outcome}`;
    const facts = `${id},binary,Load question ${id},${formatInstant(clocks.opensAt)},${formatInstant(clocks.closesAt)},${answer}`;
    let text = "";
    for (const event of log)
      if (event.kind === "forecast")
        text += `${facts},${event.person},${formatInstant(event.at)},forecast,${event.value}\n`;
    yield text;
  }
}
