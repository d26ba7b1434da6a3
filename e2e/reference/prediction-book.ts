import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { mean } from "#core/math/sum";
import type { BinaryOutcome } from "#core/question";
import { brierScore } from "#core/scoring/brier";
import { rows } from "./csv";
import { drawReliability } from "./draw";
import type { Reproduction } from "./report";

/** n, mean forecast and share of yes of each decile, as the data's README states them (its bin: ⌊10p⌋, 1 in the last). */
const DECILES = [
  [11674, 0.0262, 0.0428],
  [5052, 0.126, 0.1128],
  [3942, 0.2249, 0.207],
  [3314, 0.3242, 0.2589],
  [3697, 0.4282, 0.3078],
  [4496, 0.5241, 0.4402],
  [4601, 0.6249, 0.5049],
  [4248, 0.7238, 0.6121],
  [3933, 0.8217, 0.7152],
  [6178, 0.9493, 0.8415],
] as const;

/** PredictionBook: individual forecasts of public questions, 2008–2022. */
export function reproducePredictionBook(folder: string): Reproduction {
  const read = (name: string) => rows(readFileSync(resolve(folder, name), "utf8"));
  const questions = new Map(
    read("predictionbook_questions.csv").map(([id = "", , , resolved, outcome]) => [
      id,
      { resolvedAt: Number(resolved), outcome: (Number(outcome) === 1 ? "yes" : "no") as BinaryOutcome },
    ]),
  );
  const forecasts = read("predictionbook_forecasts.csv").map(([question = "", user = "", time, probability]) => {
    const { resolvedAt = Number.NaN, outcome = "no" } = questions.get(question) ?? {};
    return {
      question,
      user,
      time: Number(time),
      forecast: Number(probability),
      outcome,
      late: Number(time) > resolvedAt,
    };
  });
  const perQuestion = Map.groupBy(forecasts, ({ question }) => question);
  const updated = Map.groupBy(forecasts, ({ question, user }) => `${question} ${user}`);
  const last = Array.from(updated.values(), (own) => own.toSorted((a, b) => a.time - b.time).at(-1)).filter(
    (one) => one !== undefined,
  );
  const count = (what: string, published: number, ours: number) => ({ what, published, ours, tolerance: 0 });
  return {
    title: "PredictionBook (51,135 forecasts)",
    lines: [
      {
        what: "mean Brier",
        published: 0.1614490721,
        ours: mean(forecasts.map(({ forecast, outcome }) => brierScore(forecast, outcome))),
        tolerance: 1e-9,
      },
      count("forecasts later than the resolution", 31, forecasts.filter(({ late }) => late).length),
      count("people with updates on a question", 4867, [...updated.values()].filter(({ length }) => length > 1).length),
      count(
        "questions with ten forecasts or more",
        1033,
        [...perQuestion.values()].filter(({ length }) => length >= 10).length,
      ),
      count(
        "forecasts of exactly 0 or 1",
        4191,
        forecasts.filter(({ forecast }) => forecast === 0 || forecast === 1).length,
      ),
      ...DECILES.flatMap(([n, said, happened], decile) => {
        const inside = forecasts.filter(({ forecast }) => Math.min(9, Math.floor(10 * forecast)) === decile);
        const name = `decile ${decile + 1}`;
        return [
          count(`${name}, forecasts`, n, inside.length),
          {
            what: `${name}, mean forecast`,
            published: said,
            ours: mean(inside.map((one) => one.forecast)),
            tolerance: 5.1e-5,
          },
          {
            what: `${name}, share of yes`,
            published: happened,
            ours: inside.filter(({ outcome }) => outcome === "yes").length / inside.length,
            tolerance: 5.1e-5,
          },
        ];
      }),
    ],
    drawings: [{ name: "predictionbook.svg", svg: drawReliability("PredictionBook, last forecasts", last) }],
  };
}
