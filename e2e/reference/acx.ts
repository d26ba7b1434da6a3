import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { aggregate } from "#core/aggregation/binary";
import { mean, sum } from "#core/math/sum";
import type { BinaryOutcome } from "#core/question";
import { brierScore } from "#core/scoring/brier";
import { logScore } from "#core/scoring/log";
import { rows } from "./csv";
import type { Line, Reproduction } from "./report";

/** Entrants of the contest; three of them answered nothing and score 0. */
const ENTRANTS = 3295;
/** The published list has one entrant more than the forecasts; without this rank the lists match. */
const SURPLUS_RANK = 594;

/**
 * ACX 2023 Prediction Contest, Blind Mode: score = (1/50) · Σ over the answered questions of ln p less everybody's mean ln p.
 */
export function reproduceAcx(folder: string): Reproduction {
  const read = (name: string) => rows(readFileSync(resolve(folder, name), "utf8"));
  const outcomes = new Map(
    read("acx2023_questions.csv").map((row): [string, BinaryOutcome] => [
      row[0] ?? "",
      row.at(-1) === "1" ? "yes" : "no",
    ]),
  );
  const forecasts = read("acx2023_forecasts.csv").map(([user = "", question = "", percent]) => ({
    user,
    question,
    p: Number(percent) / 100,
    outcome: outcomes.get(question) ?? "no",
  }));
  const byQuestion = Map.groupBy(forecasts, ({ question }) => question);

  const scores = new Map<string, number>();
  for (const answers of byQuestion.values()) {
    const logs = answers.map(({ p, outcome }) => logScore(outcome === "yes" ? p : 1 - p));
    const crowd = mean(logs);
    answers.forEach(({ user }, i) => {
      scores.set(user, (scores.get(user) ?? 0) + ((logs[i] ?? 0) - crowd) / outcomes.size);
    });
  }
  const silent = new Array<number>(ENTRANTS - scores.size).fill(0);
  const ours = [...scores.values(), ...silent].sort((a, b) => b - a);
  const published = read("acx2023_published_scores.csv")
    .filter(([rank]) => Number(rank) !== SURPLUS_RANK)
    .map(([, score]) => Number(score));
  const errors = published.map((score, i) => Math.abs(score - (ours[i] ?? Number.NaN)));

  const crowdBrier = (method: "median" | "mean" | "geometric_mean_of_odds") =>
    mean(
      Array.from(byQuestion.values(), (answers) =>
        brierScore(
          aggregate(
            method,
            answers.map(({ p }) => p),
          ).value,
          answers[0]?.outcome ?? "no",
        ),
      ),
    );
  const regression = (what: string, value: number, got: number, tolerance = 1e-9): Line => ({
    what,
    published: value,
    ours: got,
    tolerance,
  });
  return {
    title: "ACX 2023 Prediction Contest, Blind Mode (150,720 forecasts)",
    lines: [
      ...[0, 1, 2, 3, 4, published.length - 1].map((i) => ({
        what: `published score at place ${i + 1}`,
        published: published[i] ?? Number.NaN,
        ours: ours[i] ?? Number.NaN,
        tolerance: 0.001,
      })),
      { what: "scores compared", published: published.length, ours: ours.length, tolerance: 0 },
      { what: "largest difference over all places", published: 0, ours: Math.max(...errors), tolerance: 0.00095 },
      { what: "mean difference over all places", published: 0, ours: sum(errors) / errors.length, tolerance: 0.0003 },
      regression(
        "mean Brier per forecast",
        0.2298702721,
        mean(forecasts.map(({ p, outcome }) => brierScore(p, outcome))),
      ),
      regression("crowd Brier, median", 0.1654565, crowdBrier("median"), 1e-7),
      regression("crowd Brier, mean", 0.1764867881, crowdBrier("mean")),
      regression("crowd Brier, geometric mean of odds", 0.1677478509, crowdBrier("geometric_mean_of_odds")),
    ],
    drawings: [],
  };
}
