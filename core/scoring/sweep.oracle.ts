import { effectiveClose, scoringHorizon } from "#core/clock";
import type { BinaryOutcome } from "#core/question";
import type { ArbitraryRange } from "#core/scoring/kinds.arbitrary";
import type { ArbitraryLog } from "#core/scoring/log.arbitrary";
import { relativeBrierScore } from "#core/scoring/relative";
import type { QuestionScores } from "#core/scoring/sweep";
import { standingAt } from "#core/standing";

/** What one forecast is worth by the words of the rule, written out without the library's own rules. */
export interface Definition<V> {
  /** Probability given to what happened. */
  readonly given: (value: V) => number;
  readonly baseline: (value: V) => number;
  /** Points per nat of the peer score. */
  readonly perNat: number;
  /** Brier score; absent for continuous questions. */
  readonly brier?: (value: V) => number;
  /** CRPS; absent for categories. */
  readonly crps?: (value: V) => number;
}

/** One person's scores by the definitions, segment by segment. */
export interface OracleScores {
  counted: number;
  brierTime: number;
  crpsTime: number;
  logTime: number;
  relativeBrier: number;
  baseline: number;
  peer: number;
}

/**
 * The scores of a question straight from their definitions: cut time at every event, and in each segment compare every
 * standing forecast with each other one. O(F²) and worse; only for checking the sweep.
 */
export function scoresByDefinition<V>(
  { clocks, log }: ArbitraryLog<V>,
  { given, baseline, perNat, brier, crps }: Definition<V>,
): Map<string, OracleScores> {
  const open = clocks.opensAt;
  const close = effectiveClose(clocks);
  const horizon = scoringHorizon(clocks);
  const cuts = [open, ...log.map(({ at }) => at).filter((at) => at > open && at < close), close];
  const instants = [...new Set(cuts)].sort((a, b) => a - b);
  const scores = new Map<string, OracleScores>();
  for (const [i, start] of instants.entries()) {
    const end = instants[i + 1];
    if (end === undefined) break;
    const share = (end - start) / horizon;
    const standing = [...standingAt(log, start).values()];
    for (const own of standing) {
      const others = standing.filter((other) => other !== own).map(({ value }) => value);
      const row = scores.get(own.person) ?? {
        counted: 0,
        brierTime: 0,
        crpsTime: 0,
        logTime: 0,
        relativeBrier: 0,
        baseline: 0,
        peer: 0,
      };
      row.counted += end - start;
      row.logTime += Math.log(given(own.value)) * (end - start);
      row.brierTime += (brier?.(own.value) ?? 0) * (end - start);
      row.crpsTime += (crps?.(own.value) ?? 0) * (end - start);
      if (brier) row.relativeBrier += share * relativeBrierScore(brier(own.value), others.map(brier));
      row.baseline += share * baseline(own.value);
      // 100 (or 50) times the mean over the others of ln p − ln p_other.
      for (const other of others) {
        row.peer += (share * perNat * (Math.log(given(own.value)) - Math.log(given(other)))) / others.length;
      }
      scores.set(own.person, row);
    }
  }
  return scores;
}

/**
 * What a row that is no forecaster scores by the definitions, in each segment against those who stand in it. Where fewer than
 * two stand there is no crowd to be held against.
 *
 * @param asMember with the factor n/(n − 1) of a forecaster
 */
export function rowByDefinition<V>(
  { clocks, log }: ArbitraryLog<V>,
  { given, baseline, perNat, brier, crps }: Definition<V>,
  spans: readonly { readonly start: number; readonly end: number | null; readonly value: V }[],
  asMember: boolean,
): OracleScores {
  const [open, close] = [clocks.opensAt, effectiveClose(clocks)];
  const edges = [...log.map(({ at }) => at), ...spans.flatMap(({ start, end }) => [start, end ?? close])];
  const inside = edges.filter((at) => at > open && at < close);
  const instants = [...new Set([open, ...inside, close])].sort((a, b) => a - b);
  const row = { counted: 0, brierTime: 0, crpsTime: 0, logTime: 0, relativeBrier: 0, baseline: 0, peer: 0 };
  for (const [i, start] of instants.entries()) {
    const end = instants[i + 1];
    const said = spans.find((span) => span.start <= start && (span.end === null || span.end > start));
    if (end === undefined || said === undefined) continue;
    const share = (end - start) / scoringHorizon(clocks);
    const others = [...standingAt(log, start).values()].map(({ value }) => value);
    const n = others.length;
    row.counted += end - start;
    row.logTime += Math.log(given(said.value)) * (end - start);
    row.brierTime += (brier?.(said.value) ?? 0) * (end - start);
    row.crpsTime += (crps?.(said.value) ?? 0) * (end - start);
    row.baseline += share * baseline(said.value);
    if (n < 2) continue;
    const factor = asMember ? n / (n - 1) : 1;
    for (const other of others) {
      row.peer += (share * factor * perNat * (Math.log(given(said.value)) - Math.log(given(other)))) / n;
    }
    if (brier) {
      const sorted = others.map(brier).sort((a, b) => a - b);
      const [low, high] = [sorted[Math.floor((n - 1) / 2)] ?? 0, sorted[Math.floor(n / 2)] ?? 0];
      row.relativeBrier += share * (brier(said.value) - (low + high) / 2);
    }
  }
  return row;
}

/**
 * Where rows of the sweep differ by more than 1e-9 from the definitions; none where they agree. A person without counted
 * time must have no score.
 */
export function differences<V>(
  rows: readonly QuestionScores[],
  question: ArbitraryLog<V>,
  definition: Definition<V>,
): string[] {
  const expected = scoresByDefinition(question, definition);
  const horizon = scoringHorizon(question.clocks);
  const available = effectiveClose(question.clocks) - question.clocks.opensAt;
  return rows.flatMap(({ person, ...row }) => {
    const oracle = expected.get(person);
    const mean = (time: number) => (oracle === undefined ? null : time / oracle.counted);
    const scores: Omit<QuestionScores, "person" | "timeAveragedCrpsOfRange"> = {
      coverage: (oracle?.counted ?? 0) / horizon,
      attendance: (oracle?.counted ?? 0) / (available || 1),
      peer: oracle?.peer ?? null,
      baseline: oracle?.baseline ?? null,
      timeAveragedLog: mean(oracle?.logTime ?? 0),
      relativeBrier: definition.brier === undefined ? null : (oracle?.relativeBrier ?? null),
      timeAveragedBrier: definition.brier === undefined ? null : mean(oracle?.brierTime ?? 0),
      timeAveragedCrps: definition.crps === undefined ? null : mean(oracle?.crpsTime ?? 0),
    };
    return Object.entries(scores).flatMap(([score, right]) => {
      const got = new Map(Object.entries(row)).get(score);
      const near = right === null || got === null ? right === got : Math.abs((got ?? Number.NaN) - right) < 1e-9;
      return near ? [] : [`${score} of ${person}: ${got} instead of ${right}`];
    });
  });
}

/** A binary question by the words: (p − o)², 100 · ln(2p)/ln 2. */
export function binaryDefinition(outcome: BinaryOutcome): Definition<number> {
  const given = (p: number) => (outcome === "yes" ? p : 1 - p);
  return {
    given,
    baseline: (p) => (100 * Math.log(2 * given(p))) / Math.LN2,
    perNat: 100,
    brier: (p) => (1 - given(p)) ** 2,
  };
}

/** A multiple choice question by the words; what was not on offer is read from the last option. */
export function choiceDefinition(outcome: number, ordered: boolean): Definition<readonly (number | null)[]> {
  const given = (value: readonly (number | null)[]) => value[outcome] ?? value.at(-1) ?? Number.NaN;
  const sides = (value: readonly (number | null)[]) => {
    const happened = value[outcome] === null ? value.length - 1 : outcome;
    return value.flatMap((p, k) => (p === null ? [] : [{ p, o: k === happened ? 1 : 0 }]));
  };
  return {
    given,
    baseline(value) {
      const n = sides(value).length;
      return (100 * Math.log(given(value) * n)) / Math.log(n);
    },
    perNat: 100,
    brier(value) {
      const all = sides(value);
      if (!ordered) return all.reduce((total, { p, o }) => total + (p - o) ** 2, 0) / 2;
      const splits = all.slice(0, -1).map((_, k) => {
        const upTo = all.slice(0, k + 1);
        const [said, happened] = [upTo.reduce((c, { p }) => c + p, 0), upTo.reduce((c, { o }) => c + o, 0)];
        return (said - happened) ** 2;
      });
      return splits.reduce((total, square) => total + square, 0) / splits.length;
    },
  };
}

/**
 * A numeric question by the words: 50 · ln(p/β), and ∫ (F(x) − 1{x ≥ y})² dx by Simpson's rule between the edges and the
 * outcome, which is exact where F is a line.
 */
export function rangeDefinition({ outcome, range, buckets }: ArbitraryRange): Definition<readonly number[]> {
  const { min, max, zeroPoint, openLower, openUpper } = range;
  const edges = Array.from({ length: buckets + 1 }, (_, k) =>
    zeroPoint === null
      ? min + (k * (max - min)) / buckets
      : zeroPoint + (min - zeroPoint) * ((max - zeroPoint) / (min - zeroPoint)) ** (k / buckets),
  );
  const y = outcome === "below" ? min : outcome === "above" ? max : outcome;
  const outside = outcome === "below" || outcome === "above" || outcome < min || outcome > max;
  const beta = outside ? 0.05 : (1 - 0.05 * (Number(openLower) + Number(openUpper))) / buckets;
  const given = (cdf: readonly number[]) => {
    if (outcome === "below" || y < min) return cdf[0] ?? Number.NaN;
    if (outcome === "above" || y > max) return 1 - (cdf.at(-1) ?? Number.NaN);
    // An inner edge belongs to the bucket below it, to within rounding.
    const above = Math.max(
      1,
      edges.findIndex((edge) => y <= edge + 1e-9 * (max - min)),
    );
    return (cdf[above] ?? Number.NaN) - (cdf[above - 1] ?? Number.NaN);
  };
  return {
    given,
    baseline: (cdf) => 50 * Math.log(given(cdf) / beta),
    perNat: 50,
    crps(cdf) {
      const counted = Math.min(max, Math.max(min, y));
      const knots = [...edges, counted].sort((a, b) => a - b);
      let total = 0;
      for (const [i, from] of knots.entries()) {
        const to = knots[i + 1];
        if (to === undefined || to === from) continue;
        const middle = (from + to) / 2;
        const F = (x: number) => {
          const k = Math.max(
            1,
            edges.findIndex((edge) => x <= edge) === -1 ? buckets : edges.findIndex((edge) => x <= edge),
          );
          const [x0, x1] = [edges[k - 1] ?? min, edges[k] ?? max];
          return (cdf[k - 1] ?? 0) + (((cdf[k] ?? 1) - (cdf[k - 1] ?? 0)) * (x - x0)) / (x1 - x0);
        };
        const square = (x: number) => (F(x) - (middle >= counted ? 1 : 0)) ** 2;
        total += ((to - from) * (square(from) + 4 * square(middle) + square(to))) / 6;
      }
      return total;
    },
  };
}
