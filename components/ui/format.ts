/**
 * Every number and date that a person reads is written here, by Intl, so that a format has one home and one test.
 * Probabilities come in as fractions in [0, 1]; instants as anything `new Date` takes; zones as IANA names.
 */

/** U+202F, between a number and its unit: it neither breaks nor gapes. */
const NARROW = "\u202f";
/** U+2212: a hyphen is too short to be read as a sign in a column. */
const MINUS = "\u2212";
const LOCALE = "en";

export type Instant = Date | string | number;

function decimals(value: number, digits: number): string {
  return exactly(String(digits)).format(value);
}

/** Making a format takes a hundred times as long as using one, and a page writes thousands of numbers in a handful of ways. */
function kept<F>(make: (way: string) => F): (way: string) => F {
  const made = new Map<string, F>();
  return (way) => {
    const known = made.get(way) ?? make(way);
    made.set(way, known);
    return known;
  };
}

const exactly = kept((digits) => {
  const both = Number(digits);
  return new Intl.NumberFormat(LOCALE, { minimumFractionDigits: both, maximumFractionDigits: both });
});
const atMost = kept((digits) => new Intl.NumberFormat(LOCALE, { maximumFractionDigits: Number(digits) }));
const percents = kept((way) => {
  const [locale = LOCALE, digits] = way.split(" ");
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: Number(digits) });
});
const dates = kept(
  (timeZone) =>
    new Intl.DateTimeFormat(LOCALE, {
      timeZone,
      weekday: "short",
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
);
const plurals = new Intl.PluralRules(LOCALE);
const conjunction = new Intl.ListFormat(LOCALE, { type: "conjunction" });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });

/** Signed with + or U+2212; what rounds to nothing has no sign. */
function signed(value: number, digits: number): string {
  const size = decimals(Math.abs(value), digits);
  if (Number(size.replaceAll(",", "")) === 0) return size;
  return `${value > 0 ? "+" : MINUS}${size}`;
}

/** Tenths of a point, and hundredths where a tenth would be a large step: below 1 and above 99 %. */
function finest(fraction: number): number {
  const size = Math.abs(fraction);
  return size < 0.01 || (size > 0.99 && size < 1) ? 2 : 1;
}

/** 0.355 → "35.5 %". Decimals only where they say something. */
export function percent(fraction: number, locale: string = LOCALE): string {
  const digits = finest(fraction);
  const parts = percents(`${locale} ${digits}`).formatToParts(fraction);
  const spaced = parts.some((part) => part.type === "literal");
  return parts
    .map((part) => {
      if (part.type === "literal") return NARROW;
      if (part.type === "minusSign") return MINUS;
      if (part.type === "percentSign" && !spaced && part !== parts[0]) return `${NARROW}${part.value}`;
      return part.value;
    })
    .join("");
}

/** The number of a percentage alone, for table cells and ranges whose head or end names the unit: 0.355 → "35.5". */
export function bare(fraction: number): string {
  const digits = finest(fraction);
  return atMost(String(digits))
    .format(fraction * 100)
    .replace("-", MINUS);
}

/** A share of time, such as attendance, in whole points and without unit: nobody plans by a tenth of it. */
export function wholeShare(fraction: number): string {
  return decimals(fraction * 100, 0);
}

/** "28–37", without unit. */
export function bareRange(low: number, high: number): string {
  return `${bare(low)}–${bare(high)}`;
}

/** Score in points: "+8.6", "−3.2", "0.0". Previews ask for two digits. */
export function points(value: number, digits = 1): string {
  return signed(value, digits);
}

/** Brier score, 0–1: "0.162". */
export function brier(value: number): string {
  return decimals(value, 3);
}

/** Difference of Brier scores, such as the relative Brier: "−0.034". */
export function signedBrier(value: number): string {
  return signed(value, 3);
}

/** 12345 → "12,345". */
export function count(value: number): string {
  return decimals(value, 0);
}

/** Size of a file: "824 bytes", "12 KB", "3.4 MB". */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return counted(bytes, "byte", "bytes");
  if (bytes < 1024 * 1024) return `${decimals(bytes / 1024, 0)}${NARROW}KB`;
  return `${decimals(bytes / 1024 / 1024, 1)}${NARROW}MB`;
}

/** "1 question", "12 questions". */
export function counted(value: number, one: string, many: string): string {
  const word = plurals.select(value) === "one" ? one : many;
  return `${count(value)} ${word}`;
}

/** "Analyst 1, Analyst 4 and you". */
export function list(items: readonly string[]): string {
  return conjunction.format(items).replace(", and ", " and ");
}

/** "30 June", "3 Jun 2024", "14:32": day first whatever the locale's habit, so that columns and sentences agree. */
function dateParts(instant: Instant, zone: string): Record<string, string> {
  const parts = dates(zone).formatToParts(new Date(instant));
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

/** "3 Jun 2024". */
export function day(instant: Instant, zone: string): string {
  const part = dateParts(instant, zone);
  return `${part.day} ${part.month} ${part.year}`;
}

/** "3 Jun", for an axis or a list whose year is plain. */
export function dayOfYear(instant: Instant, zone: string): string {
  const part = dateParts(instant, zone);
  return `${part.day} ${part.month}`;
}

/** "14:32". */
export function clock(instant: Instant, zone: string): string {
  const part = dateParts(instant, zone);
  return `${part.hour}:${part.minute}`;
}

/** "3 Jun 2024, 14:32". */
export function dayAndClock(instant: Instant, zone: string): string {
  return `${day(instant, zone)}, ${clock(instant, zone)}`;
}

/** "Mon 3 Jun 2024". */
export function weekdayAndDay(instant: Instant, zone: string): string {
  return `${dateParts(instant, zone).weekday} ${day(instant, zone)}`;
}

/** What a hover shows: "2024-06-19 00:00 UTC". */
export function utc(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "in 190 days", "3 hours ago", "now", seen from `now`. Days are the longest unit: closes are counted in days here. */
export function fromNow(instant: Instant, now: Instant): string {
  const distance = new Date(instant).getTime() - new Date(now).getTime();
  for (const [unit, size] of STEPS) {
    if (Math.abs(distance) >= size) return relative.format(Math.trunc(distance / size), unit);
  }
  return "now";
}

/** Whole days between two instants, in words: "21 days", "less than a day". */
export function daysBetween(from: Instant, to: Instant): string {
  const days = Math.floor(Math.abs(new Date(to).getTime() - new Date(from).getTime()) / 86_400_000);
  return days === 0 ? "less than a day" : counted(days, "day", "days");
}

/** Up to two letters that stand for a person: "Desk lead" → "DL", "Analyst 4" → "A4". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.charAt(0) ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? "") : (words[0]?.charAt(1) ?? "");
  return `${first}${last}`.toLocaleUpperCase(LOCALE);
}
