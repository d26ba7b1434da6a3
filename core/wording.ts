import { requireFinite, requireOpenProbability, requireProbability } from "#core/math/require";

/** The scales of verbal probability that a team can choose. */
export const WORD_SCALES = ["phia", "icd203"] as const;
export type WordScale = (typeof WORD_SCALES)[number];

/** One term of a scale: its words alone, and as they read inside “between … and …”. */
export interface ProbabilityTerm {
  readonly words: string;
  readonly phrase: string;
}

interface YardstickTerm extends ProbabilityTerm {
  readonly low: number;
  readonly high: number;
}

/**
 * PHIA probability yardstick: bands with gaps between them; “realistic possibility” stops short of 50 %.
 * @see UK Professional Head of Intelligence Assessment, “Communicating probability: the probability yardstick”
 */
const PHIA: readonly YardstickTerm[] = [
  { low: 0, high: 0.05, words: "remote chance", phrase: "a remote chance" },
  { low: 0.1, high: 0.2, words: "highly unlikely", phrase: "highly unlikely" },
  { low: 0.25, high: 0.35, words: "unlikely", phrase: "unlikely" },
  { low: 0.4, high: 0.5, words: "realistic possibility", phrase: "a realistic possibility" },
  { low: 0.55, high: 0.75, words: "likely or probable", phrase: "likely" },
  { low: 0.8, high: 0.9, words: "highly likely", phrase: "highly likely" },
  { low: 0.95, high: 1, words: "almost certain", phrase: "almost certain" },
];

/**
 * ICD 203 expressions of likelihood: bands that share their edges. The outermost terms also take what lies beyond 1 and 99 %.
 * @see US Intelligence Community Directive 203, “Analytic Standards”, D.6.e(2)(a)
 */
const ICD203: readonly YardstickTerm[] = [
  { low: 0, high: 0.05, words: "almost no chance", phrase: "almost no chance" },
  { low: 0.05, high: 0.2, words: "very unlikely", phrase: "very unlikely" },
  { low: 0.2, high: 0.45, words: "unlikely", phrase: "unlikely" },
  { low: 0.45, high: 0.55, words: "roughly even chance", phrase: "a roughly even chance" },
  { low: 0.55, high: 0.8, words: "likely", phrase: "likely" },
  { low: 0.8, high: 0.95, words: "very likely", phrase: "very likely" },
  { low: 0.95, high: 1, words: "almost certain", phrase: "almost certain" },
];

/**
 * The term of a scale for a probability; where the yardstick has a gap, the two terms beside it.
 *
 * @param p probability in [0, 1]
 * @returns one term, or two when p falls in a gap
 * @throws {RangeError} outside [0, 1]
 */
export function probabilityTerms(
  scale: WordScale,
  p: number,
): readonly [ProbabilityTerm] | readonly [ProbabilityTerm, ProbabilityTerm] {
  requireProbability("p", p);
  switch (scale) {
    case "phia":
      return phiaTerms(p);
    case "icd203":
      return [icd203Term(p)];
  }
}

/** One band of a scale as drawn beside a 0–1 rule: its words and where it lies, as fractions. */
export interface ScaleBand {
  readonly words: string;
  readonly low: number;
  readonly high: number;
}

/** The bands of a scale, from the least likely up. */
export function scaleBands(scale: WordScale): readonly ScaleBand[] {
  switch (scale) {
    case "phia":
      return PHIA;
    case "icd203":
      return ICD203;
  }
}

/**
 * The words beside a number: “unlikely”, or “between unlikely and a realistic possibility” in a gap.
 *
 * @param p probability in [0, 1]
 * @throws {RangeError} outside [0, 1]
 */
export function probabilityWords(scale: WordScale, p: number): string {
  const [lower, upper] = probabilityTerms(scale, p);
  return upper === undefined ? lower.words : `between ${lower.phrase} and ${upper.phrase}`;
}

function phiaTerms(p: number): readonly [ProbabilityTerm] | readonly [ProbabilityTerm, ProbabilityTerm] {
  let below: YardstickTerm | undefined;
  for (const term of PHIA) {
    if (p < term.low) return below === undefined ? [term] : [below, term];
    if (p < term.high || (p === term.high && p !== 0.5)) return [term];
    below = term;
  }
  throw new RangeError(`p must lie in [0, 1], got ${p}`);
}

/** On a shared edge the term further from 50 %: below the middle the lower term, above it the higher. */
function icd203Term(p: number): ProbabilityTerm {
  const term = p <= 0.5 ? ICD203.find(({ high }) => p <= high) : ICD203.findLast(({ low }) => p >= low);
  if (term === undefined) throw new RangeError(`p must lie in [0, 1], got ${p}`);
  return term;
}

/** A chance said as “`of` in `outOf`”. */
export interface Odds {
  readonly of: number;
  readonly outOf: number;
}

const NEAR = 0.02 + 1e-12;

/**
 * A probability as simple odds that people can picture: 0.35 → 1 in 3, 0.9 → 9 in 10, 0.002 → 1 in 500.
 * From 10 to 90 % within two points of p; beyond, 1 in n (or n − 1 in n) with n to two digits.
 *
 * @param p probability in (0, 1)
 * @throws {RangeError} outside (0, 1)
 */
export function simpleOdds(p: number): Odds {
  requireOpenProbability("p", p);
  if (p > 0.5) {
    const { of, outOf } = simpleOdds(1 - p);
    return { of: outOf - of, outOf };
  }
  if (p < 0.1 - 1e-12) {
    return { of: 1, outOf: twoDigits(requireFinite("1 / p", 1 / p)) };
  }
  const outOf = Math.round(1 / p);
  if (Math.abs(1 / outOf - p) <= NEAR) return { of: 1, outOf };
  for (const whole of [5, 10]) {
    const of = Math.round(p * whole);
    if (Math.abs(of / whole - p) <= NEAR) return { of, outOf: whole };
  }
  const twentieths = Math.round(p * 20);
  return twentieths % 5 === 0 ? { of: twentieths / 5, outOf: 4 } : { of: twentieths, outOf: 20 };
}

/** “about 1 in 3”. @param p probability in (0, 1) @throws {RangeError} outside (0, 1) */
export function oddsWords(p: number): string {
  const { of, outOf } = simpleOdds(p);
  return `about ${of} in ${outOf.toLocaleString("en-GB")}`;
}

function twoDigits(n: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(n) + 1e-12) - 1);
  return Math.round(n / unit) * unit;
}
