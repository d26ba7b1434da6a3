import fc from "fast-check";
import type { ContinuousOutcome } from "#core/distribution";
import type { Range } from "#core/question";
import type { ArbitraryLog } from "#core/scoring/log.arbitrary";
import { arbitraryLog } from "#core/scoring/log.arbitrary";

/** A resolved multiple choice question; null marks an option that was not yet on offer. */
export interface ArbitraryChoice extends ArbitraryLog<readonly (number | null)[]> {
  readonly outcome: number;
}

/** A resolved numeric question. */
export interface ArbitraryRange extends ArbitraryLog<readonly number[]> {
  readonly outcome: ContinuousOutcome;
  readonly range: Range;
  readonly buckets: number;
}

/** Shares of `count` things, none of them 0. */
function arbitraryShares(count: number): fc.Arbitrary<number[]> {
  return fc.array(fc.integer({ min: 1, max: 40 }), { minLength: count, maxLength: count }).map((parts) => {
    const total = parts.reduce((sum, part) => sum + part, 0);
    return parts.map((part) => part / total);
  });
}

/** Options, all on offer from the start. */
export const arbitraryChoice: fc.Arbitrary<ArbitraryChoice> = fc
  .integer({ min: 2, max: 5 })
  .chain((options) =>
    fc.tuple(arbitraryLog<readonly (number | null)[]>(arbitraryShares(options)), fc.nat({ max: options - 1 })),
  )
  .map(([question, outcome]) => ({ ...question, outcome }));

/** Three to five options of which any but the last, which stands for them, may be missing from a forecast. */
export const arbitraryGrowingChoice: fc.Arbitrary<ArbitraryChoice> = fc
  .integer({ min: 3, max: 5 })
  .chain((options) => {
    const absent = fc.uniqueArray(fc.nat({ max: options - 2 }), { maxLength: options - 2 });
    const value = absent.chain((missing) =>
      arbitraryShares(options - missing.length).map((shares) => {
        const left = shares.values();
        return Array.from({ length: options }, (_, k) => (missing.includes(k) ? null : (left.next().value ?? null)));
      }),
    );
    return fc.tuple(arbitraryLog<readonly (number | null)[]>(value), fc.nat({ max: options - 1 }));
  })
  .map(([question, outcome]) => ({ ...question, outcome }));

const BOUNDS = [
  { openLower: false, openUpper: false },
  { openLower: true, openUpper: false },
  { openLower: false, openUpper: true },
  { openLower: true, openUpper: true },
];
const SCALES = [
  { min: 0, max: 8, zeroPoint: null },
  { min: -3, max: 1, zeroPoint: null },
  { min: 1, max: 16, zeroPoint: 0 },
];

/** Linear and logarithmic ranges with any bounds open, outcomes on edges, inside, at and beyond the open bounds. */
export const arbitraryRange: fc.Arbitrary<ArbitraryRange> = fc
  .record({
    bounds: fc.constantFrom(...BOUNDS),
    scale: fc.constantFrom(...SCALES),
    buckets: fc.integer({ min: 1, max: 6 }),
    place: fc.double({ min: -0.3, max: 1.3, noNaN: true }),
    edge: fc.boolean(),
    side: fc.boolean(),
  })
  .chain(({ bounds, scale, buckets, place, edge, side }) => {
    const range = { ...scale, ...bounds };
    const at = scale.min + (edge ? Math.round(place * 4) / 4 : place) * (scale.max - scale.min);
    const beyond = at < scale.min ? "below" : at > scale.max ? "above" : null;
    const closed = (beyond === "below" && !bounds.openLower) || (beyond === "above" && !bounds.openUpper);
    const inside = (scale.min + scale.max) / 2;
    const outcome: ContinuousOutcome = closed ? inside : beyond !== null && side ? beyond : at;
    const cdf = arbitraryShares(buckets + 2).map((shares) => cdfOf(shares, range));
    return arbitraryLog<readonly number[]>(cdf).map((question) => ({ ...question, outcome, range, buckets }));
  });

/** Shares of what lies below, of each bucket and of what lies above, as the CDF at the edges; nothing beyond a closed bound. */
function cdfOf(shares: readonly number[], { openLower, openUpper }: Range): number[] {
  const kept = shares.map((share, k) =>
    (k === 0 && !openLower) || (k === shares.length - 1 && !openUpper) ? 0 : share,
  );
  const total = kept.reduce((sum, share) => sum + share, 0);
  let below = 0;
  const cdf = kept.slice(0, -1).map((share) => {
    below += share / total;
    return Math.min(1, below);
  });
  return openUpper ? cdf : cdf.with(-1, 1);
}
