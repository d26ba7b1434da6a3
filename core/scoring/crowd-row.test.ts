import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rangeRule } from "#core/scoring/continuous-rule";
import { scoreCrowdRow } from "#core/scoring/crowd-row";
import { arbitraryRange } from "#core/scoring/kinds.arbitrary";
import type { ArbitraryLog } from "#core/scoring/log.arbitrary";
import { arbitraryProbability, arbitraryQuestion, later, looks } from "#core/scoring/log.arbitrary";
import type { ScoringRule } from "#core/scoring/rules";
import { binaryRule } from "#core/scoring/rules";
import type { Definition } from "#core/scoring/sweep.oracle";
import { binaryDefinition, rangeDefinition, rowByDefinition } from "#core/scoring/sweep.oracle";

/** Stretches in which a row says something, with gaps, from before the opening to after the close. */
function arbitraryEdges<V>(value: fc.Arbitrary<V>) {
  return fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: -100, max: 1100 }), { maxLength: 8 }),
      fc.array(value, { minLength: 8, maxLength: 8 }),
      fc.boolean(),
    )
    .map(([instants, values, open]) => {
      const sorted = instants.sort((a, b) => a - b);
      return sorted.flatMap((start, i) => {
        const end = sorted[i + 1];
        const said = values[i];
        if (said === undefined || i % 3 === 2 || (end === undefined && !open)) return [];
        return [{ start, end: end ?? null, value: said }];
      });
    });
}

function check<V>(
  question: ArbitraryLog<V>,
  rule: ScoringRule<V>,
  definition: Definition<V>,
  spans: readonly { start: number; end: number | null; value: V }[],
): void {
  for (const factor of ["outside", "as_member"] as const) {
    const row = scoreCrowdRow({ ...question, rule }, spans, factor);
    const right = rowByDefinition(question, definition, spans, factor === "as_member");
    expect(row.coverage).toBeCloseTo(right.counted / 1000, 12);
    if (right.counted === 0) {
      expect(row).toMatchObject({ peer: null, baseline: null, relativeBrier: null, timeAveragedLog: null });
      expect(row).toMatchObject({ timeAveragedBrier: null, timeAveragedCrps: null, timeAveragedCrpsOfRange: null });
      continue;
    }
    const { opensAt, closesAt, knownAt } = question.clocks;
    expect(row.attendance).toBeCloseTo(right.counted / (Math.min(closesAt, knownAt ?? closesAt) - opensAt), 12);
    expect(row.peer).toBeCloseTo(right.peer, 9);
    expect(row.baseline).toBeCloseTo(right.baseline, 9);
    expect(row.timeAveragedLog).toBeCloseTo(right.logTime / right.counted, 9);
    if (definition.brier) {
      expect(row.relativeBrier).toBeCloseTo(right.relativeBrier, 9);
      expect(row.timeAveragedBrier).toBeCloseTo(right.brierTime / right.counted, 9);
      expect([row.timeAveragedCrps, row.timeAveragedCrpsOfRange]).toEqual([null, null]);
    } else {
      expect([row.relativeBrier, row.timeAveragedBrier]).toEqual([null, null]);
      expect(row.timeAveragedCrps).toBeCloseTo(right.crpsTime / right.counted, 9);
      expect(row.timeAveragedCrpsOfRange).toBeCloseTo(right.crpsTime / right.counted / (rule.scaleWidth ?? 0), 9);
    }
  }
}

describe("the crowd's own row agrees with the definitions, segment by segment", () => {
  const shift = fc.integer({ min: -5000, max: 5000 });

  it("on binary questions", () => {
    fc.assert(
      fc.property(arbitraryQuestion, arbitraryEdges(arbitraryProbability), shift, (drawn, spans, by) => {
        const question = later(drawn, by);
        const moved = spans.map((span) => ({
          ...span,
          start: span.start + by,
          end: span.end === null ? null : span.end + by,
        }));
        check(question, binaryRule(question.outcome), binaryDefinition(question.outcome), moved);
      }),
      looks(2),
    );
  });

  it("on numeric questions", () => {
    fc.assert(
      fc.property(arbitraryRange, fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 4 }), (question, gaps) => {
        const stated = question.log.flatMap((event) => (event.kind === "forecast" ? [event.value] : []));
        let now = -50;
        const spans = gaps.flatMap((gap, i) => {
          const start = now + 20;
          now = start + gap;
          const value = stated[i % stated.length];
          return value === undefined ? [] : [{ start, end: now, value }];
        });
        check(question, rangeRule(question), rangeDefinition(question), spans);
      }),
    );
  });
});

it("a row over a question that nobody forecast is alone: baseline and Brier of its own, nothing against others", () => {
  const clocks = { opensAt: 10, closesAt: 110, knownAt: null };
  const row = scoreCrowdRow({ clocks, log: [], rule: binaryRule("yes") }, [{ start: 0, end: 60, value: 0.5 }]);
  expect(row).toMatchObject({ coverage: 0.5, attendance: 0.5, peer: 0, relativeBrier: 0, timeAveragedBrier: 0.25 });
});

it("a question whose answer was known at the opening has room for no row", () => {
  const clocks = { opensAt: 10, closesAt: 110, knownAt: 10 };
  const row = scoreCrowdRow({ clocks, log: [], rule: binaryRule("yes") }, [{ start: 0, end: null, value: 0.5 }]);
  expect(row).toMatchObject({ coverage: 0, attendance: 0, baseline: null });
});

it("refuses spans that overlap, run backwards or follow an open one", () => {
  const question = { clocks: { opensAt: 0, closesAt: 1, knownAt: 1 }, log: [], rule: binaryRule("yes") };
  const spans = (...edges: [number, number | null][]) => edges.map(([start, end]) => ({ start, end, value: 0.5 }));
  for (const wrong of [spans([0, 0.5], [0.4, 1]), spans([0.5, 0.4]), spans([0, null], [0.5, 1])]) {
    expect(() => scoreCrowdRow(question, wrong)).toThrow(/spans must be ascending and apart, got \[0/);
  }
  expect(scoreCrowdRow(question, spans([0, 0.5], [0.5, 0.5], [0.5, null])).coverage).toBe(1);
});
