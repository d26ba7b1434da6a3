import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import { BAND_RUNS, bandOfFits, bandSampler, type ConsistencyBand } from "#core/calibration/corp";
import type { CalibrationPair } from "#core/calibration/pairs";
import { seededRandom } from "#core/math/random";

const SEED = 1;
/** Milliseconds after which a long resampling lets other requests have their turn. */
const SLICE = 12;
/** Bands kept: a handful of views for each of a few dozen readers. */
const MOST = 200;

const kept = new Map<string, Promise<ConsistencyBand[]>>();

/**
 * The consistency band of some pairs, kept by the version of the data that they come from: resampling a hundred thousand
 * pairs four hundred times takes some tenths of a second, so it is done once for each state of the record, in slices.
 *
 * @param pairs at least one
 * @param version says all that they depend on
 */
export function bandOf(pairs: readonly CalibrationPair[], version: string): Promise<ConsistencyBand[]> {
  const key = createHash("sha256").update(version).digest("base64");
  const band = kept.get(key) ?? resample(pairs);
  kept.delete(key);
  kept.set(key, band);
  band.catch(() => kept.delete(key)); // a failure is told to who asked, and tried again by the next
  for (const [oldest] of kept) {
    if (kept.size <= MOST) break;
    kept.delete(oldest);
  }
  return band;
}

async function resample(pairs: readonly CalibrationPair[]): Promise<ConsistencyBand[]> {
  const sampler = bandSampler(pairs);
  const random = seededRandom(SEED);
  const fits: Float64Array[] = [];
  let since = performance.now();
  while (fits.length < BAND_RUNS) {
    fits.push(sampler.draw(random));
    if (performance.now() - since < SLICE) continue;
    await turn();
    since = performance.now();
  }
  return bandOfFits(sampler.points, fits);
}
