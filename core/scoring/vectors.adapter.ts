/**
 * Core in the names and units of the shared vectors (their README): seconds, 0/1 outcomes, two-category Brier scores,
 * Metaculus's own conventions for aggregates. Renaming and units only; whatever is computed, core computes.
 * The checker takes them as one module.
 */
export { resolutionBucket } from "#core/scoring/vectors/bucket.adapter";
export { binaryScores, corp, murphy, wilson } from "#core/scoring/vectors/calibration.adapter";
export { aggregationHistory, geometricMeanHistory } from "#core/scoring/vectors/history.adapter";
export {
  percentPointFunction,
  pooling,
  recencyWeightedMedian,
  spotScores,
  weightedPercentile2d,
} from "#core/scoring/vectors/pools.adapter";
export { scoreQuestion } from "#core/scoring/vectors/question.adapter";
export { scoreRows } from "#core/scoring/vectors/rows.adapter";
export { crps, crpsGrid, ordinalBrier, relativeBrier } from "#core/scoring/vectors/rules.adapter";
