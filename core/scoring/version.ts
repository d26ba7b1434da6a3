/**
 * Version of the scoring code. Raise it when the same log, clocks and outcome would give other numbers: stored scores
 * are keyed by it, and every row is then recomputed.
 */
export const SCORING_VERSION = 1;
