import { AGGREGATION_METHODS, aggregate, aggregateAt, aggregateHistory } from "#core/aggregation/binary";
import { aggregateCdfHistory, aggregateCdfs } from "#core/aggregation/continuous";
import { earlyCrowd, earlyOptions, earlyRange, standingEarly } from "#core/aggregation/early";
import { crowdHistory, eventsUntil } from "#core/aggregation/history";
import {
  extremisedPool,
  geometricMean,
  geometricMeanOfOdds,
  highestDensityTrimmedMean,
  logOdds,
  meanPool,
  neymanExponent,
  probabilityOfLogOdds,
  recencyWeights,
  trimmedCount,
  trimmedMean,
} from "#core/aggregation/methods";
import { aggregateOptions, aggregateOptionsHistory, floorPreserving } from "#core/aggregation/options";
import { runningCrowd } from "#core/aggregation/running";
import type { WildCall } from "#core/refusals/wild";
import { logOf, vectorLog } from "#core/refusals/wild";

/** Three people who state the numbers as a vector. */
const threeOf = (value: number[]) =>
  vectorLog(value).flatMap((event) => ["p", "q", "r"].map((person) => ({ ...event, person })));

const period = ([from = 0, until = 5]: number[]) => ({ from, until });

export const AGGREGATION_CALLS: Readonly<Record<string, WildCall>> = {
  aggregate: (a) => AGGREGATION_METHODS.map((method) => aggregate(method, a)),
  aggregateAt: (a, [at = 1]) => AGGREGATION_METHODS.map((method) => aggregateAt(method, logOf(a), at)),
  aggregateHistory: (a, b) => AGGREGATION_METHODS.map((method) => aggregateHistory(method, logOf(a), period(b))),
  aggregateCdfs: (a, b) => [aggregateCdfs([a, b]), aggregateCdfs([[0, 1]], b)],
  aggregateCdfHistory: (a, b) => aggregateCdfHistory(vectorLog(a), period(b)),
  earlyCrowd: (a, [people = 3]) => earlyCrowd(logOf(a), people),
  earlyOptions: (a) => earlyOptions(threeOf(a)),
  earlyRange: (a) => earlyRange(threeOf(a)),
  standingEarly: (a, [people = 3]) => standingEarly(logOf(a), people),
  crowdHistory: (a, b) => crowdHistory(logOf(a), (standing) => standing.length, period(b)),
  eventsUntil: (a, b) => eventsUntil(logOf(a), period(b)).map(({ at }) => at),
  extremisedPool: (a, [exponent = 2]) => extremisedPool(a, exponent),
  geometricMean: (a) => geometricMean(a),
  geometricMeanOfOdds: (a) => geometricMeanOfOdds(a),
  highestDensityTrimmedMean: (a, [fraction = 0.1]) => highestDensityTrimmedMean(a, fraction),
  logOdds: ([p = 0.5]) => logOdds(p),
  meanPool: (a) => meanPool(a),
  neymanExponent: ([n = 1]) => neymanExponent(n),
  probabilityOfLogOdds: ([x = 0]) => probabilityOfLogOdds(x),
  recencyWeights: ([n = 1]) => recencyWeights(n > 1000 ? Number.NaN : n),
  trimmedCount: ([n = 1, fraction = 0.1]) => trimmedCount(n, fraction),
  trimmedMean: (a, [fraction = 0.1]) => trimmedMean(a, fraction),
  aggregateOptions: (a, b) => AGGREGATION_METHODS.map((method) => aggregateOptions(method, [a, b])),
  aggregateOptionsHistory: (a, b) =>
    AGGREGATION_METHODS.map((method) => aggregateOptionsHistory(method, vectorLog(a), period(b))),
  floorPreserving: (a) => floorPreserving(a),
  runningCrowd: (a) =>
    AGGREGATION_METHODS.map((method) => {
      const crowd = runningCrowd(method, a);
      a.forEach((value, i) => void crowd.enter(`p${i}`, i, value));
      return a.length === 0 ? null : crowd.say();
    }),
};
