import { z } from "zod";
import { formatInstant, parseInstant } from "#core/instant";
import type { Row } from "#server/exchange/export-snapshot";

/** A value of a scale as a file writes it: an instant of a date question where that keeps it to the last bit. */
export function scaleValue(value: number, type: string): number | string {
  if (type !== "date") return value;
  try {
    const written = formatInstant(value);
    return parseInstant(written) === value ? written : value;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return value; // beyond the years that are written
  }
}

const asked = z.looseObject({
  type: z.string(),
  options: z.array(z.string()).nullable(),
  offered: z.array(z.array(z.string())).nullable().optional(),
  rangeMin: z.number().nullable(),
  rangeMax: z.number().nullable(),
  openLower: z.boolean().nullable(),
  openUpper: z.boolean().nullable(),
  zeroPoint: z.number().nullable(),
  unit: z.string().nullable(),
});

/** What a question's row says of its type, as a file has it, and the rest of the row. */
export function askedPart(row: Row): { asked: Row; rest: Row } {
  const { options, offered, rangeMin, rangeMax, openLower, openUpper, zeroPoint, unit, ...rest } = asked.parse(row);
  const { type } = rest;
  if (type === "multiple_choice") {
    const grew = offered && offered.length > 1 ? { optionsHistory: distinct(offered) } : {};
    return { asked: { options, ...(grew.optionsHistory && grew.optionsHistory.length > 1 ? grew : {}) }, rest };
  }
  if (rangeMin === null || rangeMax === null) return { asked: {}, rest };
  const range = {
    min: scaleValue(rangeMin, type),
    max: scaleValue(rangeMax, type),
    openLower,
    openUpper,
    zeroPoint: zeroPoint === null ? null : scaleValue(zeroPoint, type),
    ...(unit === null ? {} : { unit }),
  };
  return { asked: { range }, rest };
}

/** Amendments of the words alone repeat a list of options. */
const distinct = (lists: readonly string[][]) =>
  lists.filter((list, i) => JSON.stringify(list) !== JSON.stringify(lists[i - 1]));

const stated = z.looseObject({
  type: z.string(),
  kind: z.string().nullable(),
  probabilities: z.array(z.number()).nullable(),
  levels: z.array(z.number()).nullable(),
  values: z.array(z.number()).nullable(),
  cdf: z.array(z.number()).nullable(),
  stated: z.array(z.number()).nullable(),
});

/** What a forecast's row states, as a file has it, and the rest of the row. A reaffirmation repeats and states nothing. */
export function statedPart(row: Row): { stated: Row; rest: Row } {
  const { probabilities, levels, values, cdf, stated: original, ...rest } = stated.parse(row);
  const { type, kind } = rest;
  if (kind !== "forecast") return { stated: {}, rest };
  if (type === "binary") return { stated: { probability: probabilities?.[0], stated: original?.[0] ?? null }, rest };
  if (type === "multiple_choice") {
    const changed = original && original.length > 0 ? { statedProbabilities: original } : {};
    return { stated: { probabilities, ...changed }, rest };
  }
  if (!levels || levels.length === 0) return { stated: { cdf }, rest };
  const quantiles = Object.fromEntries(
    levels.map((level, i) => [String(level), scaleValue(values?.[i] ?? Number.NaN, type)]),
  );
  return { stated: { quantiles }, rest };
}

const outcome = z.object({
  outcome: z.string().nullable(),
  option: z.string().nullable(),
  value: z.number().nullable(),
  type: z.string(),
});

/** A verdict as a file has it: a word, an option, a number or an instant. Null where there is none. */
export function outcomePart(row: Row): string | number | null {
  const { outcome: kind, option, value, type } = outcome.parse(row);
  if (kind === "option") return option;
  return kind === "value" && value !== null ? scaleValue(value, type) : kind;
}
