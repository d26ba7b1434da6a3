import { attendance, countedSpan, coverage, effectiveClose, requireClocks, scoringHorizon } from "#core/clock";
import {
  bindingRelations,
  checkCoherence,
  conditionalInterval,
  impliedMarginal,
  nearestRecordable,
} from "#core/coherence";
import {
  bucketOf,
  bucketProbabilities,
  densityPoints,
  locationOf,
  massBetween,
  quantileLocation,
  requireCdf,
  requireScale,
  valueAt,
} from "#core/distribution";
import { formatInstant, parseInstant } from "#core/instant";
import { nearestInHull } from "#core/math/hull";
import { monotoneCurve } from "#core/math/monotone-cubic";
import { normalCdf, normalDensity, normalQuantile } from "#core/math/normal";
import { rankCounts, rankSums } from "#core/math/order-statistic";
import { ascendingQuantile, median, quantileSorted, weightedQuantile } from "#core/math/quantile";
import { randomIndex, seededRandom } from "#core/math/random";
import {
  requireAsMany,
  requireFinite,
  requireInteger,
  requireNotNegative,
  requireOpenProbability,
  requirePositive,
  requirePositiveProbability,
  requireProbability,
  requireSome,
  requireWithin,
} from "#core/math/require";
import { mean, sum, weightedMean } from "#core/math/sum";
import { cdfOfQuantiles, quantilesOfCdf, requireRecordableCdf } from "#core/quantile-cdf";
import type { WildCall } from "#core/refusals/wild";
import { clocksOf, logOf, rangeOf, scaleOf } from "#core/refusals/wild";
import { applyEvent, canonicalOrder, heldSpans, standingAt } from "#core/standing";
import { oddsWords, probabilityTerms, probabilityWords, simpleOdds } from "#core/wording";

/** Sizes that fit into memory, or none. */
const small = (n: number) => (n > 1000 ? Number.NaN : n);

export const MATH_CALLS: Readonly<Record<string, WildCall>> = {
  attendance: (a, [start = 0, end = 1]) => attendance(clocksOf(a), [{ start, end }]),
  coverage: (a, [start = 0, end = 1]) => coverage(clocksOf(a), [{ start, end }]),
  countedSpan: (a, [made = 0, ended = 1]) => countedSpan(clocksOf(a), made, ended),
  effectiveClose: (a) => effectiveClose(clocksOf(a)),
  requireClocks: (a) => requireClocks(clocksOf(a)),
  scoringHorizon: (a) => scoringHorizon(clocksOf(a)),
  checkCoherence: ([a = 0.5, b = 0.5]) =>
    checkCoherence(new Map(Object.entries({ a, b })), [{ kind: "exclusive", scenarios: ["a", "b"] }]),
  bindingRelations: ([a = 0.5, b = 0.5]) =>
    bindingRelations(new Map(Object.entries({ a, b })), [{ kind: "exclusive", scenarios: ["a", "b"] }]),
  nearestRecordable: ([a = 0.5, b = 0.5], [low = 0.001, high = 0.999]) =>
    nearestRecordable(new Map(Object.entries({ a, b })), [{ kind: "exclusive", scenarios: ["a", "b"] }], new Map(), [
      low,
      high,
    ]),
  conditionalInterval: ([a = 0.5, b = 0.5]) => conditionalInterval(a, b),
  impliedMarginal: ([a = 0.5, b = 0.5, c = 0.5]) => impliedMarginal(a, b, c),
  bucketOf: (a, [value = 0, buckets = 10]) => bucketOf(value, scaleOf(a), buckets),
  bucketProbabilities: (a) => bucketProbabilities(a),
  densityPoints: (a, b) => densityPoints(a, scaleOf(b)),
  locationOf: (a, [value = 0]) => locationOf(value, scaleOf(a)),
  massBetween: (a, [from = 0, to = 1]) => massBetween(a, { min: 0, max: 1, zeroPoint: null }, from, to),
  quantileLocation: (a, [level = 0.5]) => quantileLocation(a, level),
  requireCdf: (a) => requireCdf(a),
  requireScale: (a) => requireScale(scaleOf(a)),
  valueAt: (a, [location = 0.5]) => valueAt(location, scaleOf(a)),
  cdfOfQuantiles: (a, [buckets = 10, ...range]) =>
    cdfOfQuantiles(
      a.map((value, i) => ({ level: (i + 1) / (a.length + 1), value })),
      rangeOf(range),
      small(buckets),
    ),
  quantilesOfCdf: (a, b) => quantilesOfCdf(a, rangeOf([]), b),
  requireRecordableCdf: (a, b) => requireRecordableCdf(a, rangeOf(b)),
  formatInstant: ([at = 0]) => formatInstant(at),
  parseInstant: ([at = 0]) => parseInstant(String(at)),
  nearestInHull: (a, b) => nearestInHull([a, a.toReversed()], b),
  monotoneCurve: (a, [x = 0.5]) => monotoneCurve(a.map((y, i) => ({ x: i, y }))).at(x),
  normalCdf: ([x = 0]) => normalCdf(x),
  normalDensity: ([x = 0]) => normalDensity(x),
  normalQuantile: ([p = 0.5]) => normalQuantile(p),
  rankCounts: ([size = 1]) => rankCounts(small(size)).select(0),
  rankSums: (a) => rankSums(Float64Array.from(a)).sumOfSmallest(0),
  ascendingQuantile: (a, [q = 0.5]) =>
    ascendingQuantile(
      Float64Array.of(1, 2),
      Float64Array.from(a, (w) => (w >= 0 && w < 2 ? w : 0)),
      q,
    ),
  median: (a) => median(a),
  quantileSorted: (a, [q = 0.5]) => quantileSorted(a, q),
  weightedQuantile: (a, [q = 0.5, ...weights]) => [weightedQuantile(a, q), weightedQuantile(a, q, weights)],
  seededRandom: ([seed = 0]) => seededRandom(seed)(),
  randomIndex: ([n = 1]) => randomIndex(seededRandom(1), n),
  requireAsMany: (a, [count = 1]) => requireAsMany("values", a, "others", count),
  requireFinite: ([x = 0]) => requireFinite("x", x),
  requireInteger: ([x = 0]) => requireInteger("x", x, 0),
  requireNotNegative: ([x = 0]) => requireNotNegative("x", x),
  requireOpenProbability: ([x = 0.5]) => requireOpenProbability("x", x),
  requirePositive: ([x = 1]) => requirePositive("x", x),
  requirePositiveProbability: ([x = 1]) => requirePositiveProbability("x", x),
  requireProbability: ([x = 0]) => requireProbability("x", x),
  requireSome: (a) => requireSome("values", a),
  requireWithin: ([x = 0]) => requireWithin("x", x, 0, 1),
  mean: (a) => mean(a),
  sum: (a) => sum(a),
  weightedMean: (a, b) => weightedMean(a, b),
  applyEvent: (a) => {
    const standing = new Map();
    for (const event of logOf(a)) applyEvent(standing, event);
    return standing.size;
  },
  canonicalOrder: (a) => canonicalOrder(logOf(a)).map(({ at }) => at),
  heldSpans: (a) => heldSpans(logOf(a)).map(({ start, end }) => [start, end]),
  standingAt: (a, [at = 1]) => [...standingAt(logOf(a), at).values()].map(({ since }) => since),
  oddsWords: ([p = 0.5]) => oddsWords(p),
  probabilityTerms: ([p = 0.5]) => [probabilityTerms("phia", p), probabilityTerms("icd203", p)],
  probabilityWords: ([p = 0.5]) => [probabilityWords("phia", p), probabilityWords("icd203", p)],
  simpleOdds: ([p = 0.5]) => simpleOdds(p),
};
