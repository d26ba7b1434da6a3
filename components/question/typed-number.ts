import { parseQuantity } from "#components/forecast/parse-quantity";

/**
 * A value of a scale as it is typed: a number as people write it, or a day, which is its midnight in UTC.
 *
 * @returns null for anything else, and for a number that can be read in two ways
 */
export function typedNumber(text: string, type: "numeric" | "date", unit?: string): number | null {
  if (type === "numeric") {
    const parsed = parseQuantity(text, unit);
    return parsed.kind === "quantity" ? parsed.value : null;
  }
  const value = Date.parse(`${text.trim()}T00:00Z`);
  return Number.isFinite(value) ? value : null;
}
