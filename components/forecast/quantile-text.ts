import { isFine, type ScaleMeasure } from "#components/charts/measure";
import { fromZonedField, toZonedField } from "#components/ui/zoned-field";
import type { Range } from "#core/question";
import { type ParsedQuantity, parseQuantity } from "./parse-quantity";

/** What is typed in the field of a quantile or a bound, and how it was read. */
export interface QuantityDraft {
  readonly text: string;
  readonly parsed: ParsedQuantity;
}

/** The field that a date of a range is typed in: days, or minutes where it is short. */
export function fieldOf(range: Pick<Range, "min" | "max">): "date" | "datetime-local" {
  return isFine(range) ? "datetime-local" : "date";
}

/** The instant such a field names, in UTC as the range is stated: where it holds a day alone, its beginning. */
export function dateOfText(text: string): number | null {
  return fromZonedField(text.length === 10 ? `${text}T00:00` : text, "UTC")?.getTime() ?? null;
}

export function typedValue(text: string, { type, range }: ScaleMeasure): QuantityDraft {
  if (type === "numeric") {
    const reach = range.max - range.min;
    const likely = (value: number) => value >= range.min - reach && value <= range.max + reach;
    return { text, parsed: parseQuantity(text, range.unit, likely) };
  }
  if (text === "") return { text, parsed: { kind: "empty" } };
  const at = dateOfText(text);
  if (at === null) return { text, parsed: { kind: "refused", message: "Type a date, such as 3 Jun 2024." } };
  return { text, parsed: { kind: "quantity", value: at } };
}

/** A value as its field shows it; the value itself is kept, however the field rounds it. */
export function setValue(value: number, { type, range }: ScaleMeasure): QuantityDraft {
  const parsed = { kind: "quantity", value } as const;
  if (type === "numeric") return { text: String(Number(value.toPrecision(9))), parsed };
  const text = toZonedField(value, "UTC");
  return { text: fieldOf(range) === "date" ? text.slice(0, 10) : text, parsed };
}

export const quantityOf = ({ parsed }: QuantityDraft): number | null =>
  parsed.kind === "quantity" ? parsed.value : null;
