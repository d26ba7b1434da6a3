import { effectiveClose } from "#core/clock";
import type { QuestionState } from "#core/resolution";
import type { SpanScores, Sweepable } from "#core/scoring/sweep";
import { sweep } from "#core/scoring/sweep";
import type { ForecastEvent } from "#core/standing";
import { heldSpans } from "#core/standing";

/** The scores that can be explained span by span. */
export const EXPLAINED_RULES = ["peer", "relative_brier", "baseline", "time_averaged_brier"] as const;
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
  /**
   * What it was set against, over the time in which others stood: for the peer score the others' geometric mean of the
   * probability given to what happened, for the relative Brier score the crowd's median Brier score (the forecaster
   * included), both averaged over the span. Null while alone, and for scores that know no crowd.
   */
  readonly crowd: number | null;
  /** What the points are weighted by: the span's share of T (of the counted time for the time-averaged Brier score). */
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
  const score = {
    peer: scores?.peer,
    relative_brier: scores?.relativeBrier,
    baseline: scores?.baseline,
    time_averaged_brier: scores?.timeAveragedBrier,
  }[rule];
  return {
    rule,
    score: score ?? null,
    coverage: scores?.coverage ?? 0,
    attendance: scores?.attendance ?? 0,
    parts:
      score === null || score === undefined
        ? []
        : spans.map((span) => part(span, rule, question.rule.peerScale, counted)),
  };
}

function part<V>(span: SpanScores<V>, rule: ExplainedRule, peerScale: number, counted: number): ScorePart<V> {
  const { start, end, held, judged, contested } = span;
  const { log, brier } = judged;
  const base = { start, end, held, given: Math.exp(log), brier, crowd: null, weight: span.weight };
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
    case "time_averaged_brier": {
      const weight = (end - start) / counted;
      return { ...base, weight, points: (brier ?? 0) * weight };
    }
  }
}

/** Why someone has no score on a question: these reasons and no other. */
export const NO_SCORE_REASONS = [
  "not_resolved",
  "void",
  "ambiguous",
  "no_forecast",
  "known_at_opening",
  "only_late",
  "withdrawn_before_opening",
] as const;
export type NoScoreReason = (typeof NO_SCORE_REASONS)[number];

/**
 * Why a person has no score on a question; null when they have one.
 *
 * @throws {RangeError} on wrong clocks or a malformed log
 */
export function whyNoScore<V>(
  question: Pick<Sweepable<V>, "clocks" | "log"> & { readonly state: QuestionState },
  person: string,
): NoScoreReason | null {
  const { state, clocks } = question;
  if (state === "VOID") return "void";
  if (state === "AMBIGUOUS") return "ambiguous";
  if (state !== "RESOLVED") return "not_resolved";
  const own: ForecastEvent<V>[] = question.log.filter((event) => event.person === person);
  if (!own.some(({ kind }) => kind === "forecast")) return "no_forecast";
  const close = effectiveClose(clocks);
  if (close === clocks.opensAt) return "known_at_opening";
  const spans = heldSpans(own);
  if (spans.some(({ start, end }) => start < close && (end === null || end > clocks.opensAt))) return null;
  return spans.some(({ start }) => start < close) || spans.length === 0 ? "withdrawn_before_opening" : "only_late";
}
