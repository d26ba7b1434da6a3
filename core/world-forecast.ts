import { z } from "zod";
import { parseInstant } from "#core/instant";
import type { Quantile } from "#core/quantile-cdf";
import { PROBABILITY_MAX, PROBABILITY_MIN, type QuestionSpec, SUM_TOLERANCE } from "#core/question";
import { type Recordable, recordable, type Stated } from "#core/stated-forecast";

const scaleValue = z.union([z.number(), z.string()]);

/** What a forecast of a world file states beside a probability of yes. */
export const worldStatedSchema = z.object({
  /** Multiple choice: one per option, in their order. */
  probabilities: z.array(z.number()).optional(),
  /** Numeric and date: level → value, a number or an instant. */
  quantiles: z.record(z.string(), scaleValue).optional(),
  /** The same as a CDF. */
  cdf: z.array(z.number()).optional(),
  /** Multiple choice: what was stated where the bounds changed it. */
  statedProbabilities: z.array(z.number().min(0).max(1)).optional(),
});
export type WorldStated = z.infer<typeof worldStatedSchema>;

/** A question of a file as its forecasts are read. */
export interface WorldAsked {
  readonly spec: QuestionSpec;
  /** Lists of options in the order in which they were offered, the last the one in force; none for other types. */
  readonly lists: readonly (readonly string[])[];
}

/** What is recorded of a file's forecast: on which of the lists, and what it said where the bounds changed it. */
export interface WorldRecorded extends Recordable {
  /** Place in the lists of options; 0 for every other type. */
  readonly list: number;
  /** Empty where nothing was changed. */
  readonly stated: readonly number[];
}

export interface WorldStatedFault {
  /** A path below the forecast, such as `quantiles["0.5"]`. */
  readonly path: string;
  readonly message: string;
  /** No fault where the nearest that can be recorded is to be kept. */
  readonly bounds?: true;
}

/**
 * What a file's forecast of a question that is not binary says, as it is recorded, with what is wrong with it. Shares
 * beyond the bounds that are otherwise sound come out as the nearest that can be recorded.
 */
export function recordedOf(
  given: WorldStated & { probability?: number | undefined },
  { spec, lists }: WorldAsked,
): { recorded: WorldRecorded | null; faults: WorldStatedFault[] } {
  const faults: WorldStatedFault[] = [];
  const quantiles = given.quantiles && quantilesOf(given.quantiles, spec, faults);
  if (faults.length > 0) return { recorded: null, faults };
  const list = listOf(given.probabilities, lists);
  const asked: QuestionSpec =
    spec.type === "multiple_choice" ? { ...spec, options: [...(lists[list] ?? spec.options)] } : spec;
  const bounded = given.probabilities && boundedProbabilities(given.probabilities);
  if (bounded?.changed) {
    const at = given.probabilities?.findIndex((p) => p < PROBABILITY_MIN || p > PROBABILITY_MAX) ?? 0;
    const message = `must lie in [${PROBABILITY_MIN}, ${PROBABILITY_MAX}], got ${given.probabilities?.[at]}; --bounds=record keeps the nearest`;
    faults.push({ path: `probabilities[${at}]`, message, bounds: true });
  }
  const stated: Stated = {
    probability: given.probability,
    probabilities: bounded?.values,
    quantiles,
    cdf: quantiles === undefined ? given.cdf : undefined,
  };
  // Beside quantiles a CDF says nothing more, and it may not be nonsense either.
  const beside = quantiles !== undefined && given.cdf !== undefined ? recordable({ cdf: given.cdf }, asked) : null;
  const result = beside !== null && "fault" in beside ? beside : recordable(stated, asked);
  if ("fault" in result) {
    const { field, at, message } = result.fault;
    const part = at === null ? "" : field === "quantiles" ? `[${JSON.stringify(String(at))}]` : `[${at}]`;
    return { recorded: null, faults: [...faults, { path: `${field}${part}`, message: lowered(message) }] };
  }
  const original = given.statedProbabilities ?? (bounded?.changed ? given.probabilities : undefined);
  return { recorded: { ...result.ok, list, stated: original ?? [] }, faults };
}

function listOf(probabilities: readonly number[] | undefined, lists: WorldAsked["lists"]): number {
  const found = lists.findIndex((options) => options.length === probabilities?.length);
  return found === -1 ? Math.max(0, lists.length - 1) : found;
}

function quantilesOf(
  given: Readonly<Record<string, number | string>>,
  spec: QuestionSpec,
  faults: WorldStatedFault[],
): Quantile[] {
  const quantiles = Object.entries(given).flatMap(([level, value]) => {
    const at = scaleNumber(value, spec.type);
    const path = `quantiles[${JSON.stringify(level)}]`;
    if (!Number.isFinite(Number(level)) || level.trim() === "") {
      faults.push({ path, message: "is no level such as 0.5" });
    } else if (typeof at === "string") {
      faults.push({ path, message: at });
    } else {
      return [{ level: Number(level), value: at }];
    }
    return [];
  });
  return quantiles.toSorted((a, b) => a.level - b.level);
}

/**
 * A value of a scale as a file writes it: a number, or an instant of a date question.
 *
 * @returns the number, or what is wrong with it
 */
export function scaleNumber(value: number | string, type: QuestionSpec["type"]): number | string {
  if (typeof value === "number") return value;
  if (type !== "date") return `must be a number, got ${JSON.stringify(value)}`;
  try {
    return parseInstant(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

/**
 * The nearest shares that can be recorded: those below the floor are lifted to it, what is left is shared out by what each
 * has above its floor. Shares that are no probabilities, or do not sum to 1, are left for others to refuse.
 */
export function boundedProbabilities(given: readonly number[]): { values: readonly number[]; changed: boolean } {
  const same = { values: given, changed: false };
  if (given.every((p) => p >= PROBABILITY_MIN && p <= PROBABILITY_MAX)) return same;
  const sum = given.reduce((total, p) => total + p, 0);
  if (given.length < 2 || given.some((p) => !(p >= 0 && p <= 1)) || Math.abs(sum - 1) > SUM_TOLERANCE) return same;
  const above = given.map((p) => Math.max(p, PROBABILITY_MIN) - PROBABILITY_MIN);
  const total = above.reduce((all, share) => all + share, 0);
  const free = 1 - PROBABILITY_MIN * given.length;
  return { values: above.map((share) => PROBABILITY_MIN + (share / total) * free), changed: true };
}

const lowered = (message: string) => message.charAt(0).toLowerCase() + message.slice(1).replace(/\.$/, "");
