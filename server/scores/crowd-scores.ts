import { aggregateAt, aggregateHistory } from "#core/aggregation/binary";
import { aggregateCdfHistory, aggregateCdfs } from "#core/aggregation/continuous";
import { oldestFirst } from "#core/aggregation/history";
import { aggregateOptions, aggregateOptionsHistory } from "#core/aggregation/options";
import type { Clocks, Instant } from "#core/clock";
import { effectiveClose } from "#core/clock";
import { type ContinuousValue, sharesOf, type TypedLog, valueOfShares } from "#core/forecast-value";
import { saysWhatHappened, type VersionAnswer } from "#core/outcome";
import { binaryRuleOf, choiceRuleOf, continuousRuleOf } from "#core/resolved-question";
import { type RowSpan, scoreCrowdRow } from "#core/scoring/crowd-row";
import { crowdStrictlyBefore, spotInstant } from "#core/scoring/spot";
import type { QuestionScores, Sweepable } from "#core/scoring/sweep";
import { logOfCdfs, logOfShares } from "#core/shown-crowds";
import { type ForecastEvent, standingAt } from "#core/standing";

/** The aggregates that boards show beside people. */
export const CROWD_METHODS = ["median", "mean", "geometric_mean_of_odds"] as const;
export type CrowdMethod = (typeof CROWD_METHODS)[number];

export interface CrowdScores extends Omit<QuestionScores, "person"> {
  readonly method: CrowdMethod;
  readonly spotBaseline: number | null;
  readonly spotPeer: number | null;
}

interface ResolvedQuestion {
  readonly clocks: Clocks;
  readonly question: TypedLog;
  readonly verdict: VersionAnswer;
  /** When a round was revealed; null where none was. */
  readonly revealAt: Instant | null;
}

/**
 * What each aggregate of the forecasters of a resolved question scores against them, itself not among them. An aggregate
 * stands from the first forecast, changes with every one, and ends while nobody's forecast stands.
 *
 * A numeric or date question has one aggregate, the mean of the CDFs. So has multiple choice whose options grew: only a
 * mean knows what to do with who was never asked.
 *
 * @returns none for a question on which no time counted, or under a verdict that does not say what happened
 * @throws {RangeError} as the sweep
 */
export function crowdScores({ clocks, question, verdict, revealAt }: ResolvedQuestion): CrowdScores[] {
  if (!saysWhatHappened(verdict.outcome)) return [];
  switch (question.type) {
    case "binary": {
      const { log } = question;
      return CROWD_METHODS.flatMap((method) =>
        scoreRow({ clocks, log, rule: binaryRuleOf(verdict) }, revealAt, {
          method,
          over: (period) => aggregateHistory(method, log, period),
          at: (before, instant) => aggregateAt(method, before, instant)?.value ?? null,
        }),
      );
    }
    case "multiple_choice": {
      const { log, options } = question;
      const grew = log.some((event) => event.kind === "forecast" && event.value.includes(null));
      const shares = logOfShares(log);
      return (grew ? MEAN_ALONE : CROWD_METHODS).flatMap((method) =>
        scoreRow({ clocks, log, rule: choiceRuleOf(verdict, options) }, revealAt, {
          method,
          over: (period) =>
            aggregateOptionsHistory(method, shares, period).map(({ crowd, ...span }) => ({
              ...span,
              value: valueOfShares(crowd.values),
            })),
          at: (before, instant) => {
            const held = oldestFirst(standingAt(before, instant)).map(sharesOf);
            return held.length === 0 ? null : valueOfShares(aggregateOptions(method, held).values);
          },
        }),
      );
    }
    case "numeric":
    case "date": {
      const { log, range } = question;
      const cdfs = logOfCdfs(log);
      return scoreRow({ clocks, log, rule: continuousRuleOf(verdict, range) }, revealAt, {
        method: "mean",
        over: (period) =>
          aggregateCdfHistory(cdfs, period).map(({ crowd, ...span }) => ({ ...span, value: drawn(crowd) })),
        at: (before, instant) => {
          const held = [...standingAt(before, instant).values()].map(({ value }) => value.cdf);
          return held.length === 0 ? null : drawn(aggregateCdfs(held));
        },
      });
    }
  }
}

const MEAN_ALONE = ["mean"] as const;
const drawn = ({ cdf }: { readonly cdf: readonly number[] }): ContinuousValue => ({ quantiles: [], cdf });

/** What one method makes of a question's forecasts over time, and of those before an instant; null where none stands. */
interface CrowdRow<V> {
  readonly method: CrowdMethod;
  over(period: { readonly from: Instant; readonly until: Instant }): readonly RowSpan<V>[];
  at(before: readonly ForecastEvent<V>[], instant: Instant): V | null;
}

function scoreRow<V>(asked: Sweepable<V>, revealAt: Instant | null, { method, over, at }: CrowdRow<V>): CrowdScores[] {
  const { clocks, log } = asked;
  const scores = scoreCrowdRow(asked, over({ from: clocks.opensAt, until: effectiveClose(clocks) }));
  if (scores.coverage === 0) return [];
  const spot = spotInstant(clocks, revealAt);
  const before = log.filter((event) => event.at < spot);
  const people = standingAt(before, spot).size;
  const said = people === 0 ? null : at(before, spot);
  const spotted = said === null ? null : crowdStrictlyBefore(asked, spot)(said);
  // Not a forecaster, so without the n/(n − 1) that a member of the crowd is scored with.
  const spotPeer = spotted && (spotted.peer * (people - 1)) / people;
  return [{ method, ...scores, spotBaseline: spotted?.baseline ?? null, spotPeer }];
}
