import { expect, it } from "vitest";
import { consistencyBand, corpDecomposition } from "#core/calibration/corp";
import { pairsAtHorizon } from "#core/calibration/horizon";
import { fittedAt } from "#core/calibration/isotonic";
import type { Random } from "#core/math/random";
import { seededRandom } from "#core/math/random";

const SEED = 20_260_103;
const RUNS = 100;
const QUESTIONS = 200;

/**
 * Questions on events that come at a constant hazard, known the moment they come: many close early, and only with yes.
 * The forecaster knows the hazard and always states the chance that the event still comes by the scheduled close.
 */
function perfectRecord(random: Random) {
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

it("a perfectly calibrated forecaster lies inside the band at each decile in 85 of 100 records, early closes or not", () => {
  const random = seededRandom(SEED);
  const inside = new Array<number>(9).fill(0);
  for (let run = 0; run < RUNS; run++) {
    const pairs = perfectRecord(random);
    const { fit } = corpDecomposition(pairs);
    const band = consistencyBand(pairs, random, { runs: 200 });
    inside.forEach((_, i) => {
      const point = band[Math.floor(((i + 1) / 10) * band.length)];
      if (point === undefined) return;
      const value = fittedAt(fit, point.forecast);
      if (value >= point.low && value <= point.high) inside[i] = (inside[i] ?? 0) + 1;
    });
  }
  for (const count of inside) expect(count / RUNS).toBeGreaterThanOrEqual(0.85);
});
