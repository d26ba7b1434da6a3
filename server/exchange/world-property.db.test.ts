import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { z } from "zod";
import { formatInstant, parseInstant } from "#core/instant";
import { looks } from "#core/scoring/log.arbitrary";
import { binaryRule } from "#core/scoring/rules";
import { spotScores } from "#core/scoring/spot";
import { sweepBinary } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";
import { exportWorld } from "#server/exchange/export-world";
import { importWorlds } from "#server/exchange/import-world";
import { fileOf } from "#server/exchange/test-world";

const START = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const OUTCOMES = ["yes", "no", "void", "ambiguous"] as const;

/** Instants in microseconds, few enough to tie now and then. */
const moment = fc
  .tuple(fc.integer({ min: -2, max: 40 }), fc.constantFrom(0, 0.001, 12_345.678))
  .map(([days, rest]) => formatInstant(START + days * DAY + rest));

const worlds = fc.record({
  questions: fc.array(
    fc.record({
      days: fc.integer({ min: 1, max: 30 }),
      outcome: fc.constantFrom(...OUTCOMES),
      known: fc.integer({ min: 0, max: 40 }),
      revealed: fc.option(fc.integer({ min: 1, max: 30 })),
      tags: fc.uniqueArray(fc.constantFrom("=treaty", "winter", "été", "a; b"), { maxLength: 3 }),
      words: fc.string({ maxLength: 20, unit: "grapheme" }).filter((text) => !text.includes("\u0000")),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  events: fc.array(
    fc.record({
      question: fc.nat(3),
      person: fc.nat(4),
      madeAt: moment,
      probability: fc.option(fc.integer({ min: 1, max: 999 }).map((n) => n / 1000)),
      reason: fc.constantFrom(undefined, "Because.", "=1+1\n\\N\t“quoted”"),
    }),
    { maxLength: 40 },
  ),
});
type Drawn = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

function worldFile({ questions, events }: Drawn) {
  return {
    format: "bellwether-world/1",
    people: [3, 1, 4, 0, 2].map((n) => ({ id: `p${n}`, name: `Person ${n}`, role: "forecaster" })),
    questions: questions.map(({ days, revealed, tags, words }, n) => ({
      id: `q${n}`,
      type: "binary",
      title: `Question ${n}?`,
      criteria: words,
      tags: tags.toSorted(),
      source: "",
      opensAt: formatInstant(START),
      closesAt: formatInstant(START + days * DAY),
      revealAt: revealed === null ? null : formatInstant(START + Math.min(days, revealed) * DAY),
    })),
    forecasts: events
      .filter(({ question }) => question < questions.length)
      .map(({ question, person, madeAt, probability, reason }) => ({
        question: `q${question}`,
        person: `p${person}`,
        madeAt,
        reason,
        ...(probability === null ? { kind: "withdrawal" } : { kind: "forecast", probability }),
      })),
    resolutions: questions.map(({ outcome, known }, n) => ({
      question: `q${n}`,
      outcome,
      knownAt: formatInstant(START + known * DAY),
    })),
  };
}

/** What core gives for a world file, without a database between. */
function expected(file: ReturnType<typeof worldFile>): Map<string, number> {
  const scores = new Map<string, number>();
  for (const { id, opensAt, closesAt, revealAt } of file.questions) {
    const verdict = file.resolutions.find(({ question }) => question === id);
    if (verdict?.outcome !== "yes" && verdict?.outcome !== "no") continue;
    const log = file.forecasts
      .filter(({ question }) => question === id)
      .map(({ person, madeAt, ...event }, i): ForecastEvent<number> => {
        const row = { person, at: parseInstant(madeAt), sequence: i + 1 };
        return "probability" in event
          ? { ...row, kind: "forecast", value: event.probability ?? 0 }
          : { ...row, kind: "withdrawal" };
      });
    const clocks = {
      opensAt: parseInstant(opensAt),
      closesAt: parseInstant(closesAt),
      knownAt: parseInstant(verdict.knownAt),
    };
    const { outcome } = verdict;
    const spots = spotScores(
      { clocks, log, rule: binaryRule(outcome) },
      revealAt === null ? null : parseInstant(revealAt),
    );
    for (const swept of sweepBinary({ clocks, log, outcome })) {
      const { person, coverage, baseline, peer, relativeBrier, timeAveragedBrier } = swept;
      const spot = coverage > 0 ? spots.find((one) => one.person === person) : undefined;
      const rules = {
        baseline,
        peer,
        relative_brier: relativeBrier,
        time_averaged_brier: timeAveragedBrier,
        spot_baseline: spot?.baseline ?? null,
        spot_peer: spot?.peer ?? null,
      };
      for (const [rule, score] of Object.entries(rules))
        if (score !== null) scores.set(`${id} ${person} ${rule}`, score);
    }
  }
  return scores;
}

const Scored = z.looseObject({
  scores: z.array(z.object({ question: z.string(), person: z.string(), rule: z.string(), score: z.number() }).loose()),
});

async function throughTeam(json: unknown) {
  const team = `Team ${randomUUID()}`;
  await importWorlds([fileOf(json)], { team, bounds: "refuse" });
  let text = "";
  for await (const piece of exportWorld(team)) text += piece;
  return Scored.parse(JSON.parse(text));
}

it("any binary world comes out with core's scores, and once more the same", async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (drawn) => {
      const file = worldFile(drawn);
      const first = await throughTeam(file);
      const wanted = expected(file);
      expect(first.scores.map(({ question, person, rule }) => `${question} ${person} ${rule}`).sort()).toEqual(
        [...wanted.keys()].sort(),
      );
      for (const { question, person, rule, score } of first.scores) {
        expect(score).toBeCloseTo(wanted.get(`${question} ${person} ${rule}`) ?? Number.NaN, 9);
      }
      // Tags, words and times as they were, and every score to its last bit.
      expect(await throughTeam(first)).toEqual(first);
    }),
    looks(0.08),
  );
});
