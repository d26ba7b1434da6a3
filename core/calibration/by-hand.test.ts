import { describe, expect, it } from "vitest";
import { reliabilityBins } from "#core/calibration/bins";
import { BAND_RUNS, consistencyBand, corpDecomposition, recalibrated } from "#core/calibration/corp";
import { DAY, pairsAtHorizon, timeWeightedPairs, whyNotCounted } from "#core/calibration/horizon";
import { isotonicFit } from "#core/calibration/isotonic";
import { calibrationSummary, murphyByBins, murphyDecomposition } from "#core/calibration/murphy";
import { wilsonInterval } from "#core/calibration/wilson";

const said = (forecast: number, outcome: "yes" | "no", weight?: number, question = `${forecast} ${outcome}`) => ({
  question,
  forecast,
  outcome,
  weight,
});

/** 0.2 said twice, true once; 0.8 said twice, true twice. */
const hand = [said(0.8, "yes"), said(0.2, "no"), said(0.8, "yes"), said(0.2, "yes")];

describe("decompositions", () => {
  it("CORP: the fit is 1/2 and 1, and what it saves is the miscalibration", () => {
    const corp = corpDecomposition(hand);
    expect(corp.brier).toBeCloseTo((0.04 + 0.64 + 0.04 + 0.04) / 4, 12);
    expect(corp.miscalibration).toBeCloseTo(0.19 - (0.25 + 0.25) / 4, 12);
    expect(corp.discrimination).toBeCloseTo(0.0625, 12);
    expect(corp.uncertainty).toBeCloseTo(0.1875, 12);
    expect(corp.steps).toEqual([
      { forecasts: 2, low: 0.2, high: 0.2, observed: 0.5 },
      { forecasts: 2, low: 0.8, high: 0.8, observed: 1 },
    ]);
    expect(recalibrated(hand)).toEqual([1, 0.5, 1, 0.5]);
  });

  it("CORP pools what falls into one step from its least to its greatest forecast", () => {
    const falling = [said(0.1, "yes"), said(0.4, "no"), said(0.9, "yes")];
    expect(corpDecomposition(falling).steps).toEqual([
      { forecasts: 2, low: 0.1, high: 0.4, observed: 0.5 },
      { forecasts: 1, low: 0.9, high: 0.9, observed: 1 },
    ]);
  });

  it("equal neighbours are one step", () => {
    expect(isotonicFit([0.1, 0.2, 0.3], [0.5, 0.5, 1]).blocks).toEqual([
      { from: 0, to: 1, value: 0.5, weight: 2 },
      { from: 2, to: 2, value: 1, weight: 1 },
    ]);
  });

  it("a weight pulls a step towards its outcome", () => {
    const { values, blocks } = isotonicFit([0.3, 0.1], [0, 1], [3, 1]);
    expect([...values]).toEqual([0.25, 0.25]);
    expect(blocks).toEqual([{ from: 0, to: 1, value: 0.25, weight: 4 }]);
  });

  it("Murphy by bins stands in their middles, ascending", () => {
    const binned = murphyByBins([...hand, said(0.95, "no"), said(0.05, "no")], 5);
    // 0.2 lies on an edge of fifths: it goes to the lower bin, with 0.05. 0.8 likewise to the fourth.
    expect(binned.bins).toEqual([
      { middle: 0.1, count: 3, observed: 1 / 3 },
      { middle: 0.7, count: 2, observed: 1 },
      { middle: 0.9, count: 1, observed: 0 },
    ]);
    expect(binned.brier).toBeCloseTo((2 * 0.01 + 0.81 + 2 * 0.09 + 0.81) / 6, 12);
    expect(murphyByBins(hand).bins.map(({ middle }) => middle)).toEqual([0.15, 0.75]);
  });

  it("summaries: further from even than the outcomes, spread, and how far yes was told from no", () => {
    const summary = calibrationSummary([said(0.9, "no"), said(0.7, "yes"), said(0.2, "no"), said(0.5, "yes")]);
    // On the side of the forecast: 0.9 − 0, 0.7 − 1, −(0.2 − 0), and 0.5 takes no side.
    expect(summary.overconfidence).toBeCloseTo((0.9 - 0.3 - 0.2) / 4, 12);
    const mean = 2.3 / 4;
    const squares = [0.9, 0.7, 0.2, 0.5].map((p) => (p - mean) ** 2);
    expect(summary.sharpness).toBeCloseTo(squares.reduce((a, b) => a + b, 0) / 4, 12);
    expect(summary.discrimination).toBeCloseTo(0.6 - 0.55, 12);
    expect(calibrationSummary([said(0.1, "no")]).discrimination).toBeNull();
  });

  it("whatever the weights, a record of one outcome has no skill and tells nothing apart", () => {
    const weights = [0.1, 0.2, 0.3, 0.7, 0.6];
    for (const outcome of ["yes", "no"] as const) {
      const one = weights.map((weight, i) => said(0.9 - i / 10, outcome, weight));
      expect(murphyDecomposition(one)).toMatchObject({ skill: null, uncertainty: 0 });
      expect(calibrationSummary(one).discrimination).toBeNull();
      expect(corpDecomposition(one)).toMatchObject({ uncertainty: 0, discrimination: 0 });
    }
  });
});

describe("bins", () => {
  it("weigh what was said and count questions for what happened, ascending", () => {
    const bins = reliabilityBins([
      said(0.95, "yes", 1, "q1"),
      said(0.12, "no", 3, "q2"),
      said(0.18, "no", 1, "q2"),
      said(0.2, "yes", 2, "q3"),
    ]);
    expect(bins.map(({ low, high, forecasts, questions, yes }) => [low, high, forecasts, questions, yes])).toEqual([
      [0.1, 0.2, 3, 2, 1],
      [0.9, 1, 1, 1, 1],
    ]);
    expect(bins[0]?.meanForecast).toBeCloseTo((0.36 + 0.18 + 0.4) / 6, 12);
    expect(bins[0]?.observed).toBe(0.5);
    expect(bins[0]?.interval).toEqual(wilsonInterval(1, 2, 0.95));
    expect(reliabilityBins([said(0.4, "yes")], { count: 2, confidence: 0.5 })).toMatchObject([
      { low: 0, high: 0.5, interval: wilsonInterval(1, 1, 0.5) },
    ]);
    expect(reliabilityBins([])).toEqual([]);
  });

  it("Wilson's interval of none and of all ends exactly at 0 and 1", () => {
    for (const n of [1, 3, 7, 10, 49]) {
      expect(wilsonInterval(0, n, 0.9).lower).toBe(0);
      expect(wilsonInterval(n, n, 0.9).upper).toBe(1);
      // z²/(n + z²) with z of 90 %.
      expect(wilsonInterval(0, n, 0.9).upper).toBeCloseTo(2.7055434540954 / (n + 2.7055434540954), 12);
    }
  });
});

describe("consistency band", () => {
  /** The numbers given, one after the other and again from the start. */
  const told = (...numbers: number[]) => {
    let next = 0;
    return () => numbers[next++ % numbers.length] ?? 0;
  };
  const apart = [0.7, 0.3, 0.5].map((forecast) => said(forecast, "no"));

  it("an event happens where the draw lies below the forecast, at it not", () => {
    expect(consistencyBand(apart, told(0.5), { runs: 3 })).toEqual([
      { forecast: 0.3, low: 0, high: 0 },
      { forecast: 0.5, low: 0, high: 0 },
      { forecast: 0.7, low: 1, high: 1 },
    ]);
  });

  it("each question has a draw of its own, in the order in which it is first met", () => {
    // 0.7 against 0.9, 0.3 against 0.1, 0.5 against 0.9: no, yes, no, pooled to 1/3.
    const third = { low: expect.closeTo(1 / 3, 12), high: expect.closeTo(1 / 3, 12) };
    expect(consistencyBand(apart, told(0.9, 0.1, 0.9), { runs: 2 })).toEqual(
      [0.3, 0.5, 0.7].map((forecast) => ({ forecast, ...third })),
    );
  });

  it("weights pull the fit, and forecasts of one question fall together", () => {
    const pair = [said(0.6, "yes", 3, "q"), said(0.4, "yes", 1, "r")];
    // 0.6 against 0.7 no, 0.4 against 0.1 yes: 1 of 4.
    expect(consistencyBand(pair, told(0.7, 0.1), { runs: 1 })).toMatchObject([{ low: 0.25 }, { low: 0.25 }]);
    const same = [said(0.6, "yes", 1, "q"), said(0.4, "yes", 1, "q")];
    expect(consistencyBand(same, told(0.5), { runs: 1 })).toMatchObject([{ low: 0 }, { low: 1 }]);
  });

  it("runs from the lower to the upper tail of what was drawn", () => {
    const draws = Array.from({ length: 21 }, (_, k) => k / 21);
    const one = [said(0.5, "yes")];
    expect(consistencyBand(one, told(...draws), { runs: 21 })).toEqual([{ forecast: 0.5, low: 0, high: 1 }]);
    // Ten zeros and eleven ones: at 49 % four fifths of the way from the tenth to the eleventh.
    const [narrow] = consistencyBand(one, told(...draws), { runs: 21, confidence: 0.02 });
    expect(narrow?.low).toBeCloseTo(0.8, 9);
    expect(narrow?.high).toBe(1);
  });

  it("is drawn from four hundred runs unless it is said otherwise", () => {
    let drawn = 0;
    consistencyBand(apart, () => {
      drawn++;
      return 0.5;
    });
    expect(drawn).toBe(3 * BAND_RUNS);
  });
});

describe("horizon", () => {
  const clocks = { opensAt: 0, closesAt: 100 * DAY, knownAt: 60 * DAY };
  const days = (before: number) => ({ kind: "days_before_close", days: before }) as const;

  it("counts from the opening itself to just before the answer was known", () => {
    const why = (before: number) => whyNotCounted(clocks, days(before), 100 * DAY);
    expect(why(100)).toBeNull();
    expect(why(100.5)).toBe("before_opening");
    expect(why(41)).toBeNull();
    expect(why(40)).toBe("known_by_then");
    expect(why(0)).toBe("known_by_then");
    expect(whyNotCounted({ ...clocks, knownAt: null }, days(0), 100 * DAY)).toBe("known_by_then");
    expect(whyNotCounted(clocks, days(50), 100 * DAY - 1)).toBe("close_ahead");
    expect(whyNotCounted(clocks, null, 100 * DAY - 1)).toBe("close_ahead");
    expect(whyNotCounted(clocks, null, 100 * DAY)).toBeNull();
  });

  it("what was held at the opening is taken there, and spans without counted time give no pair", () => {
    const row = (at: number, sequence: number, value: number) => ({
      person: "ada",
      at: at * DAY,
      sequence,
      kind: "forecast" as const,
      value,
    });
    const question = {
      id: "q",
      clocks,
      outcome: "no" as const,
      log: [row(-5, 1, 0.1), row(0, 2, 0.2), row(70, 3, 0.9)],
    };
    expect(pairsAtHorizon(question, 100 * DAY, days(100))).toMatchObject([{ person: "ada", forecast: 0.2 }]);
    expect(timeWeightedPairs(question, 100 * DAY)).toEqual([
      { question: "q", person: "ada", forecast: 0.2, outcome: "no", weight: 0.6 },
    ]);
  });
});
