import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import { z } from "zod";
import { sweepBinary } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";
import { SHARED_ABSENT, sharedDir } from "../../e2e/fixtures/shared";

const world = z.object({
  questions: z.array(z.object({ id: z.string(), opensAt: z.string(), closesAt: z.string() })),
  forecasts: z.array(
    z.object({
      question: z.string(),
      person: z.string(),
      madeAt: z.string(),
      kind: z.enum(["forecast", "withdrawal"]),
      probability: z.number().optional(),
    }),
  ),
  resolutions: z.array(
    z.object({ question: z.string(), outcome: z.enum(["yes", "no", "void", "ambiguous"]), knownAt: z.string() }),
  ),
});
const expectations = z.array(
  z.object({
    question: z.string(),
    person: z.string(),
    rule: z.enum(["baseline", "peer"]),
    score: z.number().nullable(),
    coverage: z.number().nullable(),
  }),
);

/** Milliseconds with the microseconds that `Date` drops. */
function instant(text: string): number {
  const micros = /\.\d{3}(\d{3})Z$/.exec(text)?.[1] ?? "0";
  return Date.parse(text) + Number(micros) / 1000;
}

const shared = sharedDir();

it.skipIf(shared === null)(
  `a world's scores agree with Metaculus's own code ${shared === null ? ` (${SHARED_ABSENT})` : ""}`,
  () => {
    const read = (name: string): unknown => JSON.parse(readFileSync(resolve(shared ?? "", "worlds", name), "utf8"));
    const { questions, forecasts, resolutions } = world.parse(read("world.json"));
    const logs = Map.groupBy(forecasts, ({ question }) => question);
    const verdicts = new Map(resolutions.map((resolution) => [resolution.question, resolution]));
    const scores = new Map<string, { score: number | null; coverage: number }>();
    for (const { id, opensAt, closesAt } of questions) {
      const verdict = verdicts.get(id);
      if (verdict === undefined || verdict.outcome === "void" || verdict.outcome === "ambiguous") continue;
      const log = (logs.get(id) ?? []).map(({ person, madeAt, kind, probability }, i): ForecastEvent<number> => {
        const row = { person, at: instant(madeAt), sequence: i + 1 };
        return kind === "forecast" ? { ...row, kind, value: probability ?? Number.NaN } : { ...row, kind };
      });
      const clocks = { opensAt: instant(opensAt), closesAt: instant(closesAt), knownAt: instant(verdict.knownAt) };
      for (const { person, coverage, baseline, peer } of sweepBinary({ clocks, log, outcome: verdict.outcome })) {
        scores.set(`${id} ${person} baseline`, { score: baseline, coverage });
        scores.set(`${id} ${person} peer`, { score: peer, coverage });
      }
    }

    const wrong: unknown[] = [];
    for (const { question, person, rule, score, coverage } of expectations.parse(read("expected.json"))) {
      const got = scores.get(`${question} ${person} ${rule}`);
      const near = (a: number | null | undefined, b: number | null) =>
        b === null ? (a ?? null) === null : Math.abs((a ?? Number.NaN) - b) <= 1e-4 + 1e-6 * Math.abs(b);
      if (!near(got?.score, score) || (score !== null && coverage !== null && !near(got?.coverage, coverage))) {
        wrong.push({ question, person, rule, score, coverage, got });
      }
    }
    expect(wrong).toEqual([]);
  },
);
