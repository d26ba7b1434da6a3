import { isotonicFit } from "#core/calibration/isotonic";

/**
 * Moves labels apart that would overlap, as little as it takes (least squares), keeping their order and the box.
 * Less the room that the labels above take, places may tie but not cross: an isotonic regression.
 *
 * @param places from the top, in thousandths of the box
 * @param room least distance between two labels, likewise
 * @returns the new places, in the order given
 */
export function spreadLabels(places: readonly number[], room: number): number[] {
  if (places.length === 0) return [];
  const order = places.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const ranks = order.map((_, rank) => rank);
  const wanted = order.map((i, rank) => (places[i] ?? 0) - rank * room);
  const fit = isotonicFit(ranks, wanted);
  const top = room / 4;
  const bottom = 1000 - room / 4 - (places.length - 1) * room;
  const spread: number[] = [...places];
  order.forEach((i, rank) => {
    spread[i] = Math.max(top, Math.min(bottom, fit.values[rank] ?? 0)) + rank * room;
  });
  return spread;
}
