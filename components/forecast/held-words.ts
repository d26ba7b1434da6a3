import { bare, percent } from "#components/ui/format";
import { scaleValue } from "#core/answer-words";
import type { AskedOf, HeldValue } from "#core/forecast-value";
import type { Glance, Spread } from "#core/glance";
import { spreadOf } from "#core/glance";
import type { Range } from "#core/question";

/** More options than this are told by the likeliest alone. */
const TOLD = 3;

/** What somebody holds, in a line: "35 %", "Blue 55 %, Red 30 %, Other 15 %", "31 MW (middle half 24–40)". */
export function heldWords(value: HeldValue, asked: AskedOf): string {
  switch (asked.type) {
    case "binary":
      return typeof value === "number" ? percent(value) : "";
    case "multiple_choice":
      return Array.isArray(value) ? sharesWords(value, asked.options) : "";
    case "numeric":
    case "date":
      return typeof value === "object" && "cdf" in value
        ? spreadWords(spreadOf(value, asked.range), asked.type, asked.range)
        : "";
  }
}

/** The same without the unit, for a column whose head names it: percent of a binary question, else as {@link heldWords}. */
export function heldCell(value: HeldValue, asked: AskedOf): string {
  return typeof value === "number" ? bare(value) : heldWords(value, asked);
}

/** Shares by size, the largest first. */
export function sharesWords(shares: readonly (number | null)[], options: readonly string[]): string {
  const named = options.flatMap((option, k) => {
    const share = shares[k] ?? null;
    return share === null ? [] : [{ option, share }];
  });
  const told = named.toSorted((a, b) => b.share - a.share).slice(0, named.length > TOLD ? 2 : TOLD);
  const words = told.map(({ option, share }) => `${option} ${percent(share)}`).join(", ");
  return named.length > told.length ? `${words}, ${named.length - told.length} more` : words;
}

export function spreadWords({ low, median, high }: Spread, type: "numeric" | "date", range: Range): string {
  const bareValue = (value: number) => scaleValue(value, type, {});
  return `${scaleValue(median, type, range)} (middle half ${bareValue(low)}–${bareValue(high)})`;
}

/** What a line of a list says of one's own forecast and of the crowd's; null for what is not there. */
export function glanceWords(glance: Glance): { own: string | null; crowd: string | null } {
  switch (glance.type) {
    case "multiple_choice":
      return {
        own: glance.own && sharesWords(glance.own, glance.options),
        crowd: glance.crowd && sharesWords(glance.crowd, glance.options),
      };
    case "numeric":
    case "date":
      return {
        own: glance.own && spreadWords(glance.own, glance.type, glance.range),
        crowd: glance.crowd && spreadWords(glance.crowd, glance.type, glance.range),
      };
  }
}
