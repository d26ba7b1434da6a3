import { consistencyBand, corpDecomposition } from "#core/calibration/corp";
import type { PersonalPair } from "#core/calibration/horizon";
import { pairsAtHorizon } from "#core/calibration/horizon";
import { fittedAt } from "#core/calibration/isotonic";
import type { Random } from "#core/math/random";

/** Questions of one simulated record. */
const QUESTIONS = 200;

/**
 * Questions on events that come at a constant hazard, known the moment they come: many close early, and only with yes.
 * The forecaster knows the hazard and always states the chance that the event still comes by the scheduled close.
 */
function perfectRecord(random: Random): PersonalPair[] {
  return Array.from({ length: QUESTIONS }, (_, q) => {
    const hazard = 5 * random() ** 2;
    const comesAt = -Math.log(1 - random()) / hazard;
    const chance = (at: number) => Math.min(0.999, Math.max(0.001, 1 - Math.exp(-hazard * (1 - at))));
    const log = Array.from({ length: 10 }, (_, i) => ({
      person: "perfect",
      at: i / 10,
      sequence: i + 1,
      kind: "forecast" as const,
      value: chance(i / 10),
    }));
    const happened = comesAt < 1;
    const clocks = { opensAt: 0, closesAt: 1, knownAt: happened ? comesAt : 1 };
    return pairsAtHorizon({ id: `q${q}`, clocks, log, outcome: happened ? "yes" : "no" }, 1);
  }).flat();
}

/**
 * For each decile of the forecasts, 10 to 90 %, the share of a perfectly calibrated forecaster's records whose curve lies
 * inside the consistency band there.
 *
 * @param records how many records are drawn
 * @param runs how many curves each band is drawn from
 */
export function insideBand({ random, records, runs }: { random: Random; records: number; runs: number }): number[] {
  const inside = new Array<number>(9).fill(0);
  for (let record = 0; record < records; record++) {
    const pairs = perfectRecord(random);
    const { fit } = corpDecomposition(pairs);
    const band = consistencyBand(pairs, random, { runs });
    inside.forEach((_, i) => {
      const point = band[Math.floor(((i + 1) / 10) * band.length)];
      if (point === undefined) return;
      const value = fittedAt(fit, point.forecast);
      if (value >= point.low && value <= point.high) inside[i] = (inside[i] ?? 0) + 1;
    });
  }
  return inside.map((count) => count / records);
}
