import type { Instant } from "#core/clock";
import { effectiveClose, scoringHorizon } from "#core/clock";
import { columnsOf, EVENT } from "#core/scoring/columns";
import { LogCrowd } from "#core/scoring/log-crowd";
import { MedianCrowd } from "#core/scoring/median-crowd";
import type { QuestionScores, Sweepable } from "#core/scoring/sweep";

/** A stretch in which the crowd's row said one thing; `end` is null where it still does. */
export interface RowSpan<V> {
  readonly start: Instant;
  readonly end: Instant | null;
  readonly value: V;
}

/**
 * How a row that is no forecaster is held against them: "outside" compares it with their plain mean, factor 1;
 * "as_member" keeps the n/(n − 1) of a forecaster, as Metaculus does for its aggregates.
 */
export type RowFactor = "outside" | "as_member";

/**
 * Scores of an aggregate shown beside the people it was made from, against them, itself not among them. One pass, O(F log F).
 *
 * @param spans what the row said, ascending and apart
 * @throws {RangeError} as the sweep, and on spans out of order
 */
export function scoreCrowdRow<V>(
  { clocks, log, rule }: Sweepable<V>,
  spans: readonly RowSpan<V>[],
  factor: RowFactor = "outside",
): Omit<QuestionScores, "person"> {
  const horizon = scoringHorizon(clocks);
  const open = clocks.opensAt;
  const length = effectiveClose(clocks) - open;
  const integralsAt = crowdIntegrals({ clocks, log, rule });
  let counted = 0;
  let relativeBrier = 0;
  let brierTime = 0;
  let logTime = 0;
  let crpsTime = 0;
  let baseline = 0;
  let peer = 0;
  let hasBrier = true;
  let hasCrps = true;
  let previous = Number.NEGATIVE_INFINITY;
  for (const { start, end, value } of spans) {
    if (!(start >= previous && (end === null || end >= start))) {
      throw new RangeError(`spans must be ascending and apart, got [${start}, ${end}) after ${previous}`);
    }
    previous = end ?? Number.POSITIVE_INFINITY;
    const from = Math.max(0, start - open);
    const to = end === null ? length : Math.min(length, end - open);
    if (!(from < to)) continue;
    const judged = rule.judge(value);
    const before = integralsAt(from);
    const after = integralsAt(to);
    const contested = after.contested - before.contested;
    const against =
      factor === "outside"
        ? judged.log * contested - (after.mean - before.mean)
        : judged.log * (after.factor - before.factor) - (after.weighted - before.weighted);
    counted += to - from;
    baseline += (judged.baseline * (to - from)) / horizon;
    peer += (rule.peerScale * against) / horizon;
    hasBrier &&= judged.brier !== null;
    hasCrps &&= judged.crps !== null;
    logTime += judged.log * (to - from);
    brierTime += (judged.brier ?? 0) * (to - from);
    crpsTime += (judged.crps ?? 0) * (to - from);
    relativeBrier += ((judged.brier ?? 0) * contested - (after.median - before.median)) / horizon;
  }
  const scored = counted > 0;
  const crps = scored && hasCrps ? crpsTime / counted : null;
  return {
    coverage: counted / horizon,
    attendance: length === 0 ? 0 : counted / length,
    relativeBrier: scored && hasBrier ? relativeBrier : null,
    timeAveragedBrier: scored && hasBrier ? brierTime / counted : null,
    timeAveragedLog: scored ? logTime / counted : null,
    timeAveragedCrps: crps,
    timeAveragedCrpsOfRange: crps === null || rule.scaleWidth === undefined ? null : crps / rule.scaleWidth,
    baseline: scored ? baseline : null,
    peer: scored ? peer : null,
  };
}

interface Integrals {
  readonly contested: number;
  readonly factor: number;
  readonly weighted: number;
  readonly mean: number;
  readonly median: number;
}

/** The forecasters' prefix integrals at ascending times since the opening. */
function crowdIntegrals<V>({ clocks, log, rule }: Sweepable<V>): (time: number) => Integrals {
  const columns = columnsOf(log, rule);
  const logs = new LogCrowd();
  const medians = columns.brier === null ? null : new MedianCrowd(columns.brier);
  const held = new Int32Array(columns.people.length).fill(-1);
  const rankOf = (event: number) => medians?.rankOf(columns.brier?.[event] ?? 0) ?? 0;
  let now = 0;
  let next = 0;
  const advanceTo = (time: number) => {
    if (time <= now) return;
    logs.advance(time - now);
    medians?.advance(time - now);
    now = time;
  };
  const take = (i: number) => {
    const who = columns.person[i] ?? 0;
    const standing = held[who] ?? -1;
    if (standing >= 0) {
      logs.leave(columns.log[standing] ?? 0);
      medians?.leave(rankOf(standing));
    }
    const forecasts = columns.kind[i] === EVENT.forecast;
    held[who] = forecasts ? i : -1;
    if (!forecasts) return;
    logs.enter(columns.log[i] ?? 0);
    medians?.enter(rankOf(i));
  };
  return (time) => {
    for (; next < columns.events.length; next++) {
      const at = (columns.events[next]?.at ?? Number.NaN) - clocks.opensAt;
      if (at >= time) break;
      advanceTo(at);
      if (columns.kind[next] !== EVENT.reaffirmation) take(next);
    }
    advanceTo(time);
    const { contested, factor, weighted, mean } = logs;
    return { contested, factor, weighted, mean, median: medians?.integral ?? 0 };
  };
}
