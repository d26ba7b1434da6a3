import { type ParsedPercent, parsePercent } from "./parse-percent";

/** The texts of the fields, in percent. */
export interface ThreeTexts {
  low: string;
  best: string;
  high: string;
  confidence: string;
}

/** An estimate as it is recorded: fractions. */
export interface ThreeNumbers {
  low: number;
  best: number;
  high: number;
  confidence: number | null;
}

export type ThreeField = keyof ThreeTexts;

export interface Checked {
  /** Null while something is missing or wrong. */
  numbers: ThreeNumbers | null;
  /** What is wrong at a field; a field that is empty is not wrong yet. */
  faults: Partial<Record<ThreeField, string>>;
  /** What each field says by itself, in percent; null where it says nothing. */
  percents: { low: number | null; best: number | null; high: number | null };
}

/**
 * What three typed numbers say together: the lowest is at most the best estimate, and that at most the highest. A number
 * that could be a fraction or a percent is refused here: three fields leave no room to ask.
 */
export function checkThree(texts: ThreeTexts): Checked {
  const [low, best, high] = [parsePercent(texts.low), parsePercent(texts.best), parsePercent(texts.high)];
  const faults: Partial<Record<ThreeField, string>> = {};
  for (const [field, parsed] of [
    ["low", low],
    ["best", best],
    ["high", high],
  ] as const) {
    const fault = faultOf(parsed);
    if (fault) faults[field] = fault;
  }
  const percents = { low: percentOf(low), best: percentOf(best), high: percentOf(high) };
  if (percents.low !== null && percents.best !== null && percents.low > percents.best) {
    faults.low ??= "The lowest it may be is at most your best estimate.";
  }
  if (percents.high !== null && percents.best !== null && percents.high < percents.best) {
    faults.high ??= "The highest it may be is at least your best estimate.";
  }
  const confidence = confidenceOf(texts.confidence);
  if (confidence === undefined) faults.confidence = "Say how sure you are from 50 to 100 %, or leave it empty.";
  const whole = Object.keys(faults).length === 0 && confidence !== undefined;
  const numbers =
    whole && percents.low !== null && percents.best !== null && percents.high !== null
      ? { low: percents.low / 100, best: percents.best / 100, high: percents.high / 100, confidence }
      : null;
  return { numbers, faults, percents };
}

const percentOf = (parsed: ParsedPercent) => (parsed.kind === "percent" ? parsed.percent : null);

function faultOf(parsed: ParsedPercent): string | null {
  if (parsed.kind === "refused") return parsed.message;
  if (parsed.kind === "ambiguous") return `Is that ${parsed.readings.join(" % or ")} %? Write it with the sign.`;
  return null;
}

/** A fraction; null for none, undefined for what is none. */
function confidenceOf(text: string): number | null | undefined {
  const typed = text.replaceAll(/[\s\u00a0\u202f%]+/g, "").replace(",", ".");
  if (typed === "") return null;
  const percent = Number(typed);
  return percent >= 50 && percent <= 100 ? percent / 100 : undefined;
}
