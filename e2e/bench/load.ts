import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import type { Clocks } from "#core/clock";
import type { BinaryOutcome } from "#core/question";
import type { ForecastEvent } from "#core/standing";
import { rows } from "../reference/csv";

/** A binary question of the load file with its forecasts, in memory. */
export interface LoadQuestion {
  readonly id: string;
  readonly clocks: Clocks;
  readonly spotAt: number;
  readonly outcome: BinaryOutcome;
  readonly log: readonly ForecastEvent<number>[];
}

const SECOND = 1000;

const score = z.object({ score: z.number(), coverage: z.number() }).nullable();
const reference = z.record(z.string(), z.record(z.string(), z.object({ baseline: score, peer: score })));

/** 1,000 questions × 100 forecasters × 5 updates. @param shared folder of the reference material */
export function readLoad(shared: string): LoadQuestion[] {
  const read = (name: string) => readFileSync(resolve(shared, "data", name));
  const logs = new Map<string, ForecastEvent<number>[]>();
  const sequences = new Map<string, number>();
  const clocks = new Map<string, number>();
  const questions = rows(read("load_500k_questions.csv").toString()).map((row): LoadQuestion => {
    const [id = "", , open, scheduled, actual, spot, resolution] = row;
    const log: ForecastEvent<number>[] = [];
    logs.set(id, log);
    clocks.set(id, Number(open));
    return {
      id,
      clocks: {
        opensAt: Number(open) * SECOND,
        closesAt: Number(scheduled) * SECOND,
        knownAt: Number(actual) * SECOND,
      },
      spotAt: Number(spot) * SECOND,
      outcome: resolution === "yes" ? "yes" : "no",
      log,
    };
  });
  for (const [question = "", user = "", seconds, probability] of rows(
    gunzipSync(read("load_500k_forecasts.csv.gz")).toString(),
  )) {
    const key = `${question} ${user}`;
    const sequence = (sequences.get(key) ?? 0) + 1;
    sequences.set(key, sequence);
    const at = ((clocks.get(question) ?? Number.NaN) + Number(seconds)) * SECOND;
    logs.get(question)?.push({ person: `u${user}`, at, sequence, kind: "forecast", value: Number(probability) });
  }
  return questions;
}

/** The given scores of questions 0–19: question → person → score. */
export function readReference(shared: string): z.infer<typeof reference> {
  const text = readFileSync(resolve(shared, "data", "load_500k_expected_first20.json"), "utf8");
  return reference.parse(JSON.parse(text));
}
