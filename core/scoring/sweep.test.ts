import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Clocks } from "#core/clock";
import { arbitraryProbability, arbitraryQuestion, later, looks } from "#core/scoring/log.arbitrary";
import type { QuestionScores } from "#core/scoring/sweep";
import { sweepBinary, sweepMultipleChoice } from "#core/scoring/sweep";
import { binaryDefinition, differences } from "#core/scoring/sweep.oracle";
import type { ForecastEvent } from "#core/standing";
import { standingAt } from "#core/standing";

const clocks: Clocks = { opensAt: 0, closesAt: 100, knownAt: 100 };

function forecast(person: string, at: number, value: number, sequence = 1): ForecastEvent<number> {
  return { person, at, sequence, kind: "forecast", value };
}

function of(scores: QuestionScores[], person: string): QuestionScores {
  const row = scores.find((candidate) => candidate.person === person);
  if (row === undefined) throw new Error(`no row for ${person}`);
  return row;
}

describe("hand-worked questions", () => {
  it("two forecasters who stand throughout: the better gains what the other loses", () => {
    const scores = sweepBinary({ clocks, log: [forecast("ada", 0, 0.8), forecast("bo", 0, 0.4)], outcome: "yes" });
    const ada = of(scores, "ada");
    expect(ada.peer).toBeCloseTo(100 * Math.log(2), 12);
    expect(of(scores, "bo").peer).toBeCloseTo(-100 * Math.log(2), 12);
    expect(ada.baseline).toBeCloseTo(67.80719051126377, 12);
    // Briers 0.04 and 0.36, median 0.2
    expect(ada.relativeBrier).toBeCloseTo(-0.16, 12);
    expect(ada.timeAveragedBrier).toBeCloseTo(0.04, 12);
    expect([ada.coverage, ada.attendance]).toEqual([1, 1]);
  });

  it("a forecaster alone has peer and relative Brier of exactly 0", () => {
    const scores = of(sweepBinary({ clocks, log: [forecast("ada", 0, 0.8)], outcome: "no" }), "ada");
    expect(scores).toMatchObject({ peer: 0, relativeBrier: 0, coverage: 1 });
  });

  it("an update ends the span before it", () => {
    const log = [forecast("ada", 0, 0.5), forecast("ada", 25, 0.75, 2)];
    const scores = of(sweepBinary({ clocks, log, outcome: "yes" }), "ada");
    expect(scores.baseline).toBeCloseTo(0.75 * 58.496250072115615, 12);
    expect(scores.timeAveragedBrier).toBeCloseTo(0.25 * 0.25 + 0.75 * 0.0625, 12);
  });

  it("a forecast made before the opening counts from the opening", () => {
    const scores = of(sweepBinary({ clocks, log: [forecast("ada", -50, 0.8)], outcome: "yes" }), "ada");
    expect(scores.coverage).toBe(1);
  });

  it("a withdrawn forecast stops earning coverage", () => {
    const log: ForecastEvent<number>[] = [
      forecast("ada", 0, 0.8),
      { person: "ada", at: 30, sequence: 2, kind: "withdrawal" },
    ];
    const scores = of(sweepBinary({ clocks, log, outcome: "yes" }), "ada");
    expect(scores.coverage).toBeCloseTo(0.3, 15);
    expect(scores.baseline).toBeCloseTo(0.3 * 67.80719051126377, 12);
  });

  it("an early answer caps coverage and leaves attendance whole", () => {
    const early = { ...clocks, knownAt: 40 };
    const log = [forecast("ada", 0, 0.8), forecast("bo", 60, 0.9)];
    const scores = sweepBinary({ clocks: early, log, outcome: "yes" });
    expect(of(scores, "ada")).toMatchObject({ coverage: 0.4, attendance: 1, peer: 0 });
    expect(of(scores, "bo")).toEqual({
      person: "bo",
      coverage: 0,
      attendance: 0,
      relativeBrier: null,
      timeAveragedBrier: null,
      timeAveragedLog: null,
      timeAveragedCrps: null,
      timeAveragedCrpsOfRange: null,
      baseline: null,
      peer: null,
    });
  });

  it("an answer known at the opening leaves nobody a score", () => {
    const scores = sweepBinary({ clocks: { ...clocks, knownAt: 0 }, log: [forecast("ada", -1, 0.8)], outcome: "yes" });
    expect(scores).toMatchObject([{ attendance: 0, baseline: null }]);
  });

  it("of two forecasts at one instant the later in sequence stands", () => {
    const log = [forecast("ada", 0, 0.5, 2), forecast("ada", 0, 0.75, 1)];
    expect(of(sweepBinary({ clocks, log, outcome: "yes" }), "ada").baseline).toBe(0);
  });

  it("multiple choice with two options scores as the binary question does", () => {
    const log: ForecastEvent<readonly number[]>[] = [
      { person: "ada", at: 0, sequence: 1, kind: "forecast", value: [0.2, 0.8] },
      { person: "bo", at: 50, sequence: 1, kind: "forecast", value: [0.6, 0.4] },
    ];
    const binary = sweepBinary({ clocks, log: [forecast("ada", 0, 0.8), forecast("bo", 50, 0.4)], outcome: "yes" });
    for (const row of sweepMultipleChoice({ clocks, log, outcome: 1 })) {
      expect(row.peer).toBeCloseTo(of(binary, row.person).peer ?? Number.NaN, 9);
      expect(row.relativeBrier).toBeCloseTo(of(binary, row.person).relativeBrier ?? Number.NaN, 9);
    }
  });
});

describe("what must hold", () => {
  it("agrees with the definitions, segment by segment", () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.integer({ min: -5000, max: 5000 }), (drawn, by) => {
        const question = later(drawn, by);
        expect(differences(sweepBinary(question), question, binaryDefinition(question.outcome))).toEqual([]);
      }),
      looks(5),
    );
  });

  it("relative Brier agrees with a sample of the clock: nothing happens between the middles of its thousand parts", () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ clocks, log, outcome }) => {
        const totals = new Map<string, number>();
        for (let at = 0.5; at < Math.min(1000, clocks.knownAt ?? 1000); at++) {
          const briers = [...standingAt(log, at).values()].map(({ person, value }) => ({
            person,
            brier: (outcome === "yes" ? 1 - value : value) ** 2,
          }));
          const sorted = briers.map(({ brier }) => brier).sort((a, b) => a - b);
          const n = sorted.length;
          const middle = ((sorted[Math.floor((n - 1) / 2)] ?? 0) + (sorted[Math.floor(n / 2)] ?? 0)) / 2;
          for (const { person, brier } of briers) {
            totals.set(person, (totals.get(person) ?? 0) + (brier - middle) / 1000);
          }
        }
        for (const { person, relativeBrier } of sweepBinary({ clocks, log, outcome })) {
          expect(relativeBrier ?? 0).toBeCloseTo(totals.get(person) ?? 0, 9);
        }
      }),
      looks(0.2),
    );
  });

  it("peer scores of a question sum to 0", () => {
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        const total = sweepBinary(question).reduce((sum, { peer }) => sum + (peer ?? 0), 0);
        expect(Math.abs(total)).toBeLessThan(1e-9);
      }),
    );
  });

  it("relabelling yes and no mirrors", () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ clocks, log, outcome }) => {
        const mirrored = log.map((event) => (event.kind === "forecast" ? { ...event, value: 1 - event.value } : event));
        const scores = sweepBinary({ clocks, log, outcome });
        const twins = sweepBinary({ clocks, log: mirrored, outcome: outcome === "yes" ? "no" : "yes" });
        expectNear(twins, scores);
      }),
    );
  });

  it("the order in which the rows come changes no bit: they are put in canonical order", () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ clocks, log, outcome }) => {
        expect(sweepBinary({ clocks, log: log.toReversed(), outcome })).toEqual(sweepBinary({ clocks, log, outcome }));
      }),
    );
  });

  it("other names for the same people change nothing", () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ clocks, log, outcome }) => {
        const rename = (name: string) => [...name].reverse().join("");
        const renamed = log.map((event) => ({ ...event, person: rename(event.person) }));
        const scores = sweepBinary({ clocks, log, outcome }).map((row) => ({ ...row, person: rename(row.person) }));
        expectNear(sweepBinary({ clocks, log: renamed, outcome }), scores);
      }),
    );
  });

  it("a reaffirmation changes no bit", () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ clocks, log, outcome }) => {
        const without = log.filter(({ kind }) => kind !== "reaffirmation");
        expect(sweepBinary({ clocks, log: without, outcome })).toEqual(
          sweepBinary({ clocks, log, outcome }).filter(({ person }) =>
            without.some((event) => event.person === person),
          ),
        );
      }),
    );
  });

  it("stating the same again changes nothing", () => {
    fc.assert(
      fc.property(arbitraryQuestion, fc.integer({ min: 1, max: 999 }), ({ clocks, log, outcome }, at) => {
        const held = log.findLast((event) => event.at <= at);
        if (held?.kind !== "forecast") return;
        const sequence = log.length + 1;
        const split = [...log.filter((event) => event.at <= at), { ...held, at, sequence }].concat(
          log.filter((event) => event.at > at).map((event) => ({ ...event, sequence: event.sequence + sequence })),
        );
        expectNear(sweepBinary({ clocks, log: split, outcome }), sweepBinary({ clocks, log, outcome }));
      }),
    );
  });

  it("against a constant crowd, joining late earns coverage times the full score", () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryProbability, { minLength: 1, maxLength: 6 }),
        arbitraryProbability,
        fc.integer({ min: 0, max: 99 }),
        (crowd, own, at) => {
          const log = crowd.map((value, i) => forecast(`peer ${i}`, 0, value));
          const score = (start: number) =>
            of(sweepBinary({ clocks, log: [...log, forecast("me", start, own)], outcome: "yes" }), "me");
          const [late, full] = [score(at), score(0)];
          for (const rule of ["peer", "baseline", "relativeBrier"] as const) {
            expect(late[rule]).toBeCloseTo(late.coverage * (full[rule] ?? Number.NaN), 9);
          }
        },
      ),
    );
  });

  it("peer and baseline are strictly proper in expectation", () => {
    fc.assert(
      fc.property(arbitraryProbability, arbitraryProbability, arbitraryProbability, (belief, other, rival) => {
        fc.pre(belief !== other);
        const expected = (stated: number, rule: "peer" | "baseline") => {
          const log = [forecast("me", 0, stated), forecast("rival", 0, rival)];
          const points = (outcome: "yes" | "no") => of(sweepBinary({ clocks, log, outcome }), "me")[rule] ?? Number.NaN;
          return belief * points("yes") + (1 - belief) * points("no");
        };
        expect(expected(belief, "peer")).toBeGreaterThan(expected(other, "peer"));
        expect(expected(belief, "baseline")).toBeGreaterThan(expected(other, "baseline"));
      }),
    );
  });
});

it("relative Brier is proper: no other statement does better in expectation", () => {
  const others = fc.array(arbitraryProbability, { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(arbitraryProbability, arbitraryProbability, others, (belief, other, crowd) => {
      const expected = (stated: number) => {
        const log = [forecast("me", 0, stated), ...crowd.map((value, i) => forecast(`peer ${i}`, 0, value))];
        const score = (outcome: "yes" | "no") =>
          of(sweepBinary({ clocks, log, outcome }), "me").relativeBrier ?? Number.NaN;
        return belief * score("yes") + (1 - belief) * score("no");
      };
      expect(expected(belief)).toBeLessThanOrEqual(expected(other) + 1e-12);
    }),
  );
});

describe("refusals", () => {
  it.each([
    [
      "a probability of 0 for what happened",
      [forecast("ada", 0, 0)],
      /probability of the outcome must lie in \(0, 1\], got 0/,
    ],
    ["a probability that is not a number", [forecast("ada", 0, Number.NaN)], /got NaN/],
    ["an infinite instant", [forecast("ada", Number.POSITIVE_INFINITY, 0.5)], /at must be a finite number/],
    ["a sequence of 0", [forecast("ada", 0, 0.5, 0)], /sequence must be an integer ≥ 1, got 0/],
  ])("%s", (_, log, message) => {
    expect(() => sweepBinary({ clocks, log, outcome: "yes" })).toThrow(RangeError);
    expect(() => sweepBinary({ clocks, log, outcome: "yes" })).toThrow(message);
  });

  it("a reaffirmation of what was never stated, or was withdrawn", () => {
    const bare: ForecastEvent<number> = { person: "ada", at: 5, sequence: 3, kind: "reaffirmation" };
    const gone: ForecastEvent<number> = { person: "ada", at: 2, sequence: 2, kind: "withdrawal" };
    const message = "reaffirmation by ada at 5 where no forecast stands";
    expect(() => sweepBinary({ clocks, log: [bare], outcome: "yes" })).toThrow(message);
    expect(() => sweepBinary({ clocks, log: [forecast("ada", 0, 0.5), gone, bare], outcome: "yes" })).toThrow(message);
    expect(() => sweepBinary({ clocks, log: [forecast("bo", 0, 0.5), bare], outcome: "yes" })).toThrow(message);
    expect(
      sweepBinary({ clocks, log: [forecast("ada", 0, 0.5), bare, { ...bare, at: 6 }], outcome: "yes" }),
    ).toMatchObject([{ coverage: 1 }]);
  });

  it("clocks that run backwards", () => {
    expect(() => sweepBinary({ clocks: { ...clocks, closesAt: 0 }, log: [], outcome: "yes" })).toThrow(/closesAt/);
    expect(() => sweepBinary({ clocks: { ...clocks, knownAt: -1 }, log: [], outcome: "yes" })).toThrow(/knownAt/);
  });
});

function expectNear(got: QuestionScores[], expected: QuestionScores[]): void {
  expect(new Set(got.map(({ person }) => person))).toEqual(new Set(expected.map(({ person }) => person)));
  for (const row of expected) {
    const other = of(got, row.person);
    for (const key of ["coverage", "attendance", "relativeBrier", "timeAveragedBrier", "baseline", "peer"] as const) {
      const [a, b] = [other[key], row[key]];
      if (b === null) expect(a).toBeNull();
      else expect(a).toBeCloseTo(b, 9);
    }
  }
}
