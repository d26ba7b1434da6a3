import type { Instant } from "#core/clock";
import { spotInstant, spotScores } from "#core/scoring/spot";
import type { QuestionScores, SpanScores, Sweepable } from "#core/scoring/sweep";
import { sweep } from "#core/scoring/sweep";
import { standingAt } from "#core/standing";

/** The scores over time, each explained span by span. */
export const EXPLAINED_RULES = [
  "peer",
  "relative_brier",
  "baseline",
  "time_averaged_brier",
  "time_averaged_log",
  "time_averaged_crps",
] as const;
export type ExplainedRule = (typeof EXPLAINED_RULES)[number];

/** What one span of a forecast earned. The score is the sum of its parts' points. */
export interface ScorePart<V> {
  readonly start: number;
  readonly end: number;
  /** What the forecaster held. */
  readonly held: V;
  /** Probability that it gave to what happened. */
  readonly given: number;
  /** Brier score of what was held, in [0, 1]; null where the question type has none. */
  readonly brier: number | null;
  /** CRPS of what was held, in the unit of the question's scale; null where the question type has none. */
  readonly crps: number | null;
  /**
   * What it was set against, over the time in which others stood: for the peer score the others' geometric mean of the
   * probability given to what happened, for the relative Brier score the crowd's median Brier score (the forecaster
   * included), both averaged over the span. Null while alone, and for scores that know no crowd.
   */
  readonly crowd: number | null;
  /** What the points are weighted by: the span's share of T (of the counted time for time-averaged scores, 1 for spot scores). */
  readonly weight: number;
  /** Its part of the score, weight included, in the score's own unit. */
  readonly points: number;
}

/** A score and the parts that add up to it. */
export interface ScoreExplanation<V> {
  readonly rule: ExplainedRule;
  /** Null when no time counted. */
  readonly score: number | null;
  readonly coverage: number;
  readonly attendance: number;
  readonly parts: readonly ScorePart<V>[];
}

/**
 * One forecaster's score on a resolved question, as the parts that the sweep added up: their sum, in order, is the score.
 *
 * @param person someone in the log or not; without counted time there are no parts and the score is null
 * @throws {RangeError} as {@link sweep}
 */
export function explainScore<V>(question: Sweepable<V>, person: string, rule: ExplainedRule): ScoreExplanation<V> {
  const spans: SpanScores<V>[] = [];
  const scores = sweep(question, (span) => {
    if (span.person === person) spans.push(span);
  }).find((row) => row.person === person);
  const counted = spans.reduce((time, { start, end }) => time + (end - start), 0);
  const score = scores === undefined ? null : scoreOf(scores, rule);
  return {
    rule,
    score,
    coverage: scores?.coverage ?? 0,
    attendance: scores?.attendance ?? 0,
    parts: score === null ? [] : spans.map((span) => part(span, rule, question.rule.peerScale, counted)),
  };
}

/** The score that a rule names; null where there is none. */
export function scoreOf(scores: Omit<QuestionScores, "person">, rule: ExplainedRule): number | null {
  switch (rule) {
    case "peer":
      return scores.peer;
    case "relative_brier":
      return scores.relativeBrier;
    case "baseline":
      return scores.baseline;
    case "time_averaged_brier":
      return scores.timeAveragedBrier;
    case "time_averaged_log":
      return scores.timeAveragedLog;
    case "time_averaged_crps":
      return scores.timeAveragedCrps;
  }
}

function part<V>(span: SpanScores<V>, rule: ExplainedRule, peerScale: number, counted: number): ScorePart<V> {
  const { start, end, held, judged, contested } = span;
  const { log, brier, crps } = judged;
  const base = { start, end, held, given: Math.exp(log), brier, crps, crowd: null, weight: span.weight };
  const averaged = (value: number): ScorePart<V> => {
    const weight = (end - start) / counted;
    return { ...base, weight, points: value * weight };
  };
  switch (rule) {
    case "peer":
      return {
        ...base,
        crowd: contested === 0 ? null : Math.exp(log - span.peer / (peerScale * contested)),
        points: span.peer,
      };
    case "relative_brier":
      return {
        ...base,
        crowd: contested === 0 || brier === null ? null : brier - span.relativeBrier / contested,
        points: span.relativeBrier,
      };
    case "baseline":
      return { ...base, points: span.baseline };
    case "time_averaged_brier":
      return averaged(brier ?? 0);
    case "time_averaged_log":
      return averaged(log);
    case "time_averaged_crps":
      return averaged(crps ?? 0);
  }
}

/** The scores of one instant. */
export const SPOT_RULES = ["spot_baseline", "spot_peer"] as const;
export type SpotRule = (typeof SPOT_RULES)[number];

/** A spot score and the one part it consists of. */
export interface SpotExplanation<V> {
  readonly rule: SpotRule;
  /** The instant it was taken at: min(reveal, A). */
  readonly at: Instant;
  /** Null where the person held nothing then. */
  readonly score: number | null;
  /** What was held and what it was set against: the geometric mean of the others who stood strictly before. */
  readonly part: ScorePart<V> | null;
}

/**
 * One forecaster's spot score, as what they held at min(reveal, A) and what the others' was.
 *
 * @throws {RangeError} as {@link spotScores}
 */
export function explainSpot<V>(
  question: Sweepable<V>,
  revealAt: Instant | null,
  person: string,
  rule: SpotRule,
): SpotExplanation<V> {
  const at = spotInstant(question.clocks, revealAt);
  const scores = spotScores(question, revealAt).find((row) => row.person === person);
  const own = standingAt(question.log, at).get(person);
  if (scores === undefined || own === undefined) return { rule, at, score: null, part: null };
  const { log, brier, crps } = question.rule.judge(own.value);
  const alone =
    standingAt(
      question.log.filter((event) => event.at < at),
      at,
    ).size < 2;
  const base = { start: at, end: at, held: own.value, given: Math.exp(log), brier, crps, weight: 1 };
  const part =
    rule === "spot_baseline"
      ? { ...base, crowd: null, points: scores.baseline }
      : {
          ...base,
          crowd: alone ? null : Math.exp(log - scores.peer / question.rule.peerScale),
          points: scores.peer,
        };
  return { rule, at, score: part.points, part };
}
