import { scaleValue } from "#core/answer-words";
import { BUCKETS } from "#core/distribution";
import { cdfOfQuantiles, type Quantile, requireRecordableCdf } from "#core/quantile-cdf";
import { PROBABILITY_MAX, PROBABILITY_MIN, type QuestionSpec, type Range, SUM_TOLERANCE } from "#core/question";

/** What a person or a file states: one of these, by the question's type. */
export interface Stated {
  readonly probability?: number | undefined;
  /** One per option, in their order. */
  readonly probabilities?: readonly number[] | undefined;
  readonly quantiles?: readonly Quantile[] | undefined;
  readonly cdf?: readonly number[] | undefined;
}

/** What is recorded of it. */
export interface Recordable {
  readonly probabilities: readonly number[];
  /** Empty where the CDF alone was stated. */
  readonly quantiles: readonly Quantile[];
  readonly cdf: readonly number[];
}

/** What is wrong, in which part; `at` where one of its elements is: its place in a list, or the level of a quantile. */
export interface StatedFault {
  readonly field: keyof Stated;
  readonly at: number | null;
  readonly message: string;
}

/** What of a forecast is recorded on a question, or what keeps it from being. */
export function recordable(stated: Stated, spec: QuestionSpec): { ok: Recordable } | { fault: StatedFault } {
  const field = askedField(stated, spec.type);
  for (const other of ["probability", "probabilities", "quantiles", "cdf"] as const) {
    if (other !== field && stated[other] !== undefined) {
      return fault(other, null, `A ${TYPE_WORDS[spec.type]} question takes ${ASKED_WORDS[spec.type]}.`);
    }
  }
  switch (spec.type) {
    case "binary":
      return ofProbability(stated.probability);
    case "multiple_choice":
      return ofProbabilities(stated.probabilities, spec.options);
    case "numeric":
    case "date":
      if (field === "cdf") return ofCdf(stated.cdf ?? [], spec.range);
      return ofQuantiles(stated.quantiles, spec.type, spec.range);
  }
}

function askedField(stated: Stated, type: QuestionSpec["type"]): keyof Stated {
  if (type === "binary") return "probability";
  if (type === "multiple_choice") return "probabilities";
  return stated.cdf !== undefined && stated.quantiles === undefined ? "cdf" : "quantiles";
}

const TYPE_WORDS = { binary: "binary", multiple_choice: "multiple choice", numeric: "numeric", date: "date" } as const;
const ASKED_WORDS = {
  binary: "one probability, of yes",
  multiple_choice: "one probability per option",
  numeric: "quantiles",
  date: "quantiles",
} as const;

type Outcome = { ok: Recordable } | { fault: StatedFault };

const fault = (field: keyof Stated, at: number | null, message: string): Outcome => ({ fault: { field, at, message } });

function ofProbability(p: number | undefined): Outcome {
  if (p === undefined) return fault("probability", null, "Give a probability of yes.");
  const wrong = probabilityFault(p);
  return wrong ? fault("probability", null, wrong) : { ok: { probabilities: [p], quantiles: [], cdf: [] } };
}

function probabilityFault(p: number): string | null {
  if (p >= PROBABILITY_MIN && p <= PROBABILITY_MAX) return null;
  return p < PROBABILITY_MIN
    ? `A probability is at least ${PROBABILITY_MIN * 100} %.`
    : `A probability is at most ${PROBABILITY_MAX * 100} %.`;
}

function ofProbabilities(given: readonly number[] | undefined, options: readonly string[]): Outcome {
  if (given === undefined) return fault("probabilities", null, "Give each option its probability.");
  if (given.length !== options.length) {
    const message = `Give one probability for each of the ${options.length} options, got ${given.length}.`;
    return fault("probabilities", null, message);
  }
  for (const [k, p] of given.entries()) {
    const wrong = probabilityFault(p);
    if (wrong) return fault("probabilities", k, `${options[k]}: ${wrong}`);
  }
  const sum = given.reduce((total, p) => total + p, 0);
  if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
    const points = (sum * 100).toLocaleString("en", { maximumFractionDigits: 4 });
    return fault("probabilities", null, `The probabilities of all options must sum to 100 %; they sum to ${points} %.`);
  }
  return { ok: { probabilities: given, quantiles: [], cdf: [] } };
}

function ofQuantiles(given: readonly Quantile[] | undefined, type: "numeric" | "date", range: Range): Outcome {
  if (given === undefined || given.length < 2) {
    return fault("quantiles", null, "Give at least two quantiles, such as the 5, 50 and 95 % points.");
  }
  const words = (value: number) => scaleValue(value, type, range);
  for (const [i, { level, value }] of given.entries()) {
    const before = given[i - 1];
    const name = `${Number((level * 100).toPrecision(12))} %`;
    if (!(level > 0 && level < 1)) return fault("quantiles", level, "A level lies above 0 and below 100 %.");
    if (!Number.isFinite(value)) return fault("quantiles", level, `At ${name}: give a value.`);
    if (before && !(before.level < level))
      return fault("quantiles", level, `The levels must ascend, got ${name} late.`);
    if (before && !(before.value < value)) {
      const message = `At ${name}: ${words(value)} must be above ${words(before.value)}, the value before it.`;
      return fault("quantiles", level, message);
    }
    if (!range.openLower && value <= range.min) {
      return fault("quantiles", level, `At ${name}: the range is closed, so above ${words(range.min)}.`);
    }
    if (!range.openUpper && value >= range.max) {
      return fault("quantiles", level, `At ${name}: the range is closed, so below ${words(range.max)}.`);
    }
  }
  try {
    return { ok: { probabilities: [], quantiles: given, cdf: cdfOfQuantiles(given, range) } };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fault("quantiles", null, `These draw no distribution: ${error.message}.`);
  }
}

function ofCdf(cdf: readonly number[], range: Range): Outcome {
  if (cdf.length !== BUCKETS + 1) return fault("cdf", null, `A CDF has ${BUCKETS + 1} points, got ${cdf.length}.`);
  try {
    requireRecordableCdf(cdf, range);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fault("cdf", null, `This is no CDF that can be recorded: ${error.message}.`);
  }
  return { ok: { probabilities: [], quantiles: [], cdf } };
}
