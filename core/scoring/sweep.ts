import type { Clocks, Instant } from "#core/clock";
import { effectiveClose, scoringHorizon } from "#core/clock";
import type { BinaryOutcome } from "#core/question";
import { columnsOf, EVENT } from "#core/scoring/columns";
import type { RangeResolution } from "#core/scoring/continuous-rule";
import { rangeRule } from "#core/scoring/continuous-rule";
import { LogCrowd } from "#core/scoring/log-crowd";
import { MedianCrowd } from "#core/scoring/median-crowd";
import type { Judged, ScoringRule } from "#core/scoring/rules";
import { binaryRule, multipleChoiceRule } from "#core/scoring/rules";
import type { ForecastEvent } from "#core/standing";

/** The scores of one forecaster on one resolved question. All null when no time of theirs counted: no score, not 0. */
export interface QuestionScores {
  readonly person: string;
  /** Counted time / T, in [0, 1]: the weight inside the scores. */
  readonly coverage: number;
  /** Counted time / (A − S), in [0, 1]: what people are shown. */
  readonly attendance: number;
  /**
   * In [−1, 1], lower is better. Null too where the question type has no Brier score. With more than two options it is not
   * proper: which forecast is the middle one then depends on what happens.
   */
  readonly relativeBrier: number | null;
  /** In [0, 1], lower is better. Descriptive only, as all time-averaged scores: it never ranks anyone. */
  readonly timeAveragedBrier: number | null;
  /** Mean ln of the probability given to what happened over the counted time, in nats (−∞, 0]; higher is better. */
  readonly timeAveragedLog: number | null;
  /** Mean CRPS over the counted time, in the unit of the question's scale; lower is better. Null where there is no scale. */
  readonly timeAveragedCrps: number | null;
  /** The same divided by the width of the range, in [0, 1], to be set beside questions on other scales. */
  readonly timeAveragedCrpsOfRange: number | null;
  /** Points, higher is better. */
  readonly baseline: number | null;
  /** Points, higher is better; sums to 0 over the forecasters of the question. */
  readonly peer: number | null;
}

/** What one counted span of one forecaster contributed; the parts of a score are these, added in order. */
export interface SpanScores<V> {
  readonly person: string;
  readonly start: Instant;
  readonly end: Instant;
  /** What was held. */
  readonly held: V;
  /** (end − start) / T. */
  readonly weight: number;
  readonly judged: Judged;
  readonly relativeBrier: number;
  readonly baseline: number;
  readonly peer: number;
  /** Time, in T, during which somebody else's forecast stood too. */
  readonly contested: number;
}

/** A question as the sweep needs it. */
export interface Sweepable<V> {
  readonly clocks: Clocks;
  readonly log: readonly ForecastEvent<V>[];
  readonly rule: ScoringRule<V>;
}

/**
 * Scores of every forecaster of a question in one pass over its events, O(F log F) for F events.
 *
 * Time runs from S to A. The crowd is kept as running sums and prefix integrals ({@link LogCrowd}, {@link MedianCrowd});
 * a forecaster's span costs the difference of the integrals between its two ends.
 *
 * @param onSpan told of every counted span as it ends, in the order in which it is added to its person's scores
 * @returns one entry per person in the log, in the order of their first event
 * @throws {RangeError} on wrong clocks, a malformed log, or a forecast that the rule cannot score
 */
export function sweep<V>(
  { clocks, log, rule }: Sweepable<V>,
  onSpan?: (span: SpanScores<V>) => void,
): QuestionScores[] {
  const horizon = scoringHorizon(clocks);
  const open = clocks.opensAt;
  const length = effectiveClose(clocks) - open;
  const columns = columnsOf(log, rule);
  const { events, people, person, kind } = columns;
  const logs = new LogCrowd();
  const medians = columns.brier === null ? null : new MedianCrowd(columns.brier);
  const held = new Int32Array(people.length).fill(-1);
  const at = crowdMarks(people.length);
  const tally = tallies(people.length);
  let now = 0;

  const advanceTo = (time: number) => {
    if (time <= now) return;
    logs.advance(time - now);
    medians?.advance(time - now);
    now = time;
  };
  const begin = (who: number, event: number) => {
    logs.enter(columns.log[event] ?? 0);
    if (medians !== null) {
      const rank = medians.rankOf(columns.brier?.[event] ?? 0);
      medians.enter(rank);
      at.rank[who] = rank;
      at.integral[who] = medians.integral;
    }
    held[who] = event;
    at.start[who] = now;
    at.factor[who] = logs.factor;
    at.weighted[who] = logs.weighted;
    at.contested[who] = logs.contested;
  };
  const end = (who: number, event: number) => {
    const given = columns.log[event] ?? 0;
    logs.leave(given);
    medians?.leave(at.rank[who] ?? 0);
    held[who] = -1;
    const start = at.start[who] ?? 0;
    const time = now - start;
    if (time === 0) return;
    const weight = time / horizon;
    const contested = logs.contested - (at.contested[who] ?? 0);
    const against = given * (logs.factor - (at.factor[who] ?? 0)) - (logs.weighted - (at.weighted[who] ?? 0));
    // Alone it is 0, and not the −0 that a logarithm times no time would be.
    const peer = contested === 0 ? 0 : (rule.peerScale * against) / horizon;
    const baseline = (columns.baseline[event] ?? 0) * weight;
    const brier = columns.brier?.[event] ?? 0;
    const crps = columns.crps?.[event] ?? 0;
    const median = medians === null ? 0 : medians.integral - (at.integral[who] ?? 0);
    const relativeBrier = medians === null ? 0 : (brier * contested - median) / horizon;
    add(tally.counted, who, time);
    add(tally.peer, who, peer);
    add(tally.baseline, who, baseline);
    add(tally.logTime, who, given * time);
    add(tally.brierTime, who, brier * time);
    add(tally.crpsTime, who, crps * time);
    add(tally.relativeBrier, who, relativeBrier);
    const stated = onSpan === undefined ? undefined : events[event];
    if (onSpan === undefined || stated?.kind !== "forecast") return;
    const judged = {
      log: given,
      baseline: columns.baseline[event] ?? 0,
      brier: medians === null ? null : brier,
      crps: columns.crps === null ? null : crps,
    };
    const span = { person: stated.person, start: open + start, end: open + now, held: stated.value, weight, judged };
    onSpan({ ...span, relativeBrier, baseline, peer, contested: contested / horizon });
  };

  for (let i = 0; i < events.length; i++) {
    const time = (events[i]?.at ?? Number.NaN) - open;
    if (time >= length) break;
    if (kind[i] === EVENT.reaffirmation) continue;
    advanceTo(time);
    const who = person[i] ?? 0;
    const standing = held[who] ?? -1;
    if (standing >= 0) end(who, standing);
    if (kind[i] === EVENT.forecast) begin(who, i);
  }
  advanceTo(length);
  held.forEach((event, who) => {
    if (event >= 0) end(who, event);
  });

  return people.map((name, who) => {
    // Instants finer than a number holds can add up to a little more than the whole.
    const counted = Math.min(tally.counted[who] ?? 0, length);
    const scored = (scores: Float64Array) => (counted > 0 ? (scores[who] ?? null) : null);
    const averaged = (scores: Float64Array) => (counted > 0 ? (scores[who] ?? 0) / counted : null);
    const crps = columns.crps === null ? null : averaged(tally.crpsTime);
    return {
      person: name,
      coverage: counted / horizon,
      attendance: length === 0 ? 0 : counted / length,
      relativeBrier: medians === null ? null : scored(tally.relativeBrier),
      timeAveragedBrier: medians === null ? null : averaged(tally.brierTime),
      timeAveragedLog: averaged(tally.logTime),
      timeAveragedCrps: crps,
      timeAveragedCrpsOfRange: crps === null || rule.scaleWidth === undefined ? null : crps / rule.scaleWidth,
      baseline: scored(tally.baseline),
      peer: scored(tally.peer),
    };
  });
}

/** What the crowd's integrals read when each person's present span began. */
function crowdMarks(people: number) {
  const column = () => new Float64Array(people);
  return {
    start: column(),
    factor: column(),
    weighted: column(),
    contested: column(),
    integral: column(),
    rank: new Int32Array(people),
  };
}

/** Each person's scores so far. */
function tallies(people: number) {
  const column = () => new Float64Array(people);
  return {
    counted: column(),
    relativeBrier: column(),
    brierTime: column(),
    logTime: column(),
    crpsTime: column(),
    baseline: column(),
    peer: column(),
  };
}

function add(column: Float64Array, who: number, amount: number): void {
  column[who] = (column[who] ?? 0) + amount;
}

/** {@link sweep} of a binary question; a forecast's value is its probability of yes, in (0, 1). */
export function sweepBinary(question: {
  readonly clocks: Clocks;
  readonly log: readonly ForecastEvent<number>[];
  readonly outcome: BinaryOutcome;
}): QuestionScores[] {
  return sweep({ clocks: question.clocks, log: question.log, rule: binaryRule(question.outcome) });
}

/**
 * {@link sweep} of a multiple choice question; a forecast's value is one probability per option ever offered, null for one
 * that was not on offer when it was made.
 *
 * @param question outcome: index of the option that happened; ordered: whether a near miss beats a far one
 */
export function sweepMultipleChoice(question: {
  readonly clocks: Clocks;
  readonly log: readonly ForecastEvent<readonly (number | null)[]>[];
  readonly outcome: number;
  readonly ordered?: boolean;
}): QuestionScores[] {
  const rule = multipleChoiceRule(question.outcome, question.ordered);
  return sweep({ clocks: question.clocks, log: question.log, rule });
}

/**
 * {@link sweep} of a numeric or date question; a forecast's value is its CDF at the N + 1 edges of equal buckets of the scale.
 *
 * @throws {RangeError} as {@link rangeRule} and {@link sweep}
 */
export function sweepContinuous(
  question: RangeResolution & { readonly clocks: Clocks; readonly log: readonly ForecastEvent<readonly number[]>[] },
): QuestionScores[] {
  return sweep({ clocks: question.clocks, log: question.log, rule: rangeRule(question) });
}
