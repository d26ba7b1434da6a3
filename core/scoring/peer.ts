import { requirePositiveProbability } from "#core/math/require";

/** Points per nat of the peer score: full for categories, half for continuous questions. */
export const PEER_SCALE = { categorical: 100, continuous: 50 } as const;

/**
 * Peer score at one instant, in points: 100 · mean over the others of (ln p − ln p_other), by its definition.
 * 0 is as good as the others' geometric mean; over all forecasters it sums to 0. Higher is better; strictly proper.
 * Alone scores 0.
 *
 * @param own probability given to the outcome that occurred, in (0, 1]
 * @param others the same of every other standing forecast, each in (0, 1]
 * @throws {RangeError} outside those ranges
 * @see Metaculus scores FAQ, “peer score”
 */
export function peerScore(own: number, others: readonly number[]): number {
  const log = Math.log(requirePositiveProbability("own", own));
  if (others.length === 0) return 0;
  let difference = 0;
  for (const other of others) difference += log - Math.log(requirePositiveProbability("other", other));
  return (PEER_SCALE.categorical * difference) / others.length;
}
