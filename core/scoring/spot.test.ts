import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aggregateHistory } from "#core/aggregation/binary";
import { scoreCrowdRow } from "#core/scoring/crowd-row";
import { arbitraryQuestion } from "#core/scoring/log.arbitrary";
import { binaryRule } from "#core/scoring/rules";
import { crowdStrictlyBefore, spotInstant, spotScores } from "#core/scoring/spot";
import { sweepBinary } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";

const clocks = { opensAt: 0, closesAt: 100, knownAt: 80 };
const row = (person: string, at: number, sequence = 1) => ({ person, at, sequence });
const log: ForecastEvent<number>[] = [
  { ...row("ada", 0), kind: "forecast", value: 0.8 },
  { ...row("bo", 0), kind: "forecast", value: 0.4 },
  { ...row("cy", 50), kind: "forecast", value: 0.9 },
  { ...row("bo", 60, 2), kind: "withdrawal" },
];
const question = { clocks, log, rule: binaryRule("yes") };

describe("spot scores", () => {
  it("are taken at the reveal, or at the effective close when that comes first", () => {
    expect(spotInstant(clocks, 50)).toBe(50);
    expect(spotInstant(clocks, 90)).toBe(80);
    expect(spotInstant(clocks, null)).toBe(80);
  });

  it("set what stands at that instant against the crowd strictly before it", () => {
    const scores = new Map(spotScores(question, 50).map((one) => [one.person, one]));
    expect(scores.get("ada")?.peer).toBeCloseTo(100 * Math.log(2), 12);
    // Cy came at that very instant: in nobody's crowd, yet scored against ada and bo.
    expect(scores.get("cy")?.peer).toBeCloseTo(200 * (Math.log(0.9) - Math.log(0.32) / 2), 12);
    expect(scores.get("ada")?.baseline).toBeCloseTo(67.80719051126377, 12);
  });

  it("among three, a member is held against the other two", () => {
    const third: ForecastEvent<number> = { ...row("dee", 10), kind: "forecast", value: 0.2 };
    const scores = spotScores({ ...question, log: [...log, third] }, 40);
    const ada = scores.find(({ person }) => person === "ada");
    expect(ada?.peer).toBeCloseTo((100 * (Math.log(0.8 / 0.4) + Math.log(0.8 / 0.2))) / 2, 12);
    expect(scores.reduce((total, { peer }) => total + peer, 0)).toBeCloseTo(0, 12);
  });

  it("before anybody stood, are against nobody", () => {
    expect(crowdStrictlyBefore(question, 0)(0.5)).toEqual({ baseline: 0, peer: 0 });
  });

  it("leave out who holds nothing then", () => {
    expect(spotScores(question, null).map(({ person }) => person)).toEqual(["ada", "cy"]);
  });

  it("against at most one other forecast are 0", () => {
    const lone = { ...question, log: log.slice(0, 1) };
    expect(spotScores(lone, 50)).toMatchObject([{ person: "ada", peer: 0 }]);
  });
});

describe("the crowd's own row", () => {
  it("is held against the forecasters' mean with no factor", () => {
    const pair = { ...question, log: log.slice(0, 2) };
    const scores = scoreCrowdRow(pair, [{ start: 0, end: null, value: 0.8 }]);
    expect(scores.peer).toBeCloseTo(0.8 * 50 * Math.log(2), 12);
    expect(scoreCrowdRow(pair, [{ start: 0, end: null, value: 0.8 }], "as_member").peer).toBeCloseTo(
      0.8 * 100 * Math.log(2),
      12,
    );
    expect(scores).toMatchObject({ coverage: 0.8, attendance: 1 });
  });

  it("counts wherever any forecaster does", () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ clocks, log, outcome }) => {
        const spans = aggregateHistory("median", log, { from: 0, until: null });
        const people = sweepBinary({ clocks, log, outcome });
        const crowd = scoreCrowdRow({ clocks, log, rule: binaryRule(outcome) }, spans);
        expect(crowd.coverage).toBeGreaterThanOrEqual(Math.max(0, ...people.map(({ coverage }) => coverage)) - 1e-12);
      }),
    );
  });

  it("scores as a forecaster in their own right where it repeats one who never left", () => {
    const repeated = log.slice(0, 2);
    const ada = sweepBinary({ clocks, log: repeated, outcome: "yes" }).find(({ person }) => person === "ada");
    const twin = scoreCrowdRow({ ...question, log: repeated }, [{ start: 0, end: null, value: 0.8 }], "as_member");
    expect(twin.peer).toBeCloseTo(ada?.peer ?? Number.NaN, 12);
    expect(twin.relativeBrier).toBeCloseTo(ada?.relativeBrier ?? Number.NaN, 12);
    expect(twin.baseline).toBeCloseTo(ada?.baseline ?? Number.NaN, 12);
  });

  it("without counted time has no score", () => {
    expect(scoreCrowdRow(question, [{ start: 90, end: null, value: 0.5 }])).toMatchObject({ coverage: 0, peer: null });
  });

  it("refuses spans out of order", () => {
    const spans = [
      { start: 50, end: 60, value: 0.5 },
      { start: 40, end: null, value: 0.5 },
    ];
    expect(() => scoreCrowdRow(question, spans)).toThrow(/ascending and apart/);
  });
});
