import type { Instant } from "#core/clock";
import { requireFinite } from "#core/math/require";

const ISO = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads an ISO 8601 instant to the microsecond. `Date.parse` alone would drop what lies below a millisecond.
 *
 * @param text date, time with seconds, at most six decimals, and `Z` or an offset
 * @throws {RangeError} for anything else, or a date that no calendar has
 */
export function parseInstant(text: string): Instant {
  const [, seconds, decimals = "", zone] = ISO.exec(text) ?? [];
  const base = Date.parse(`${seconds}${zone}`);
  const named = Date.parse(`${seconds}Z`);
  // Date.parse rolls 30 February over to March: what it understood must be what was written.
  if (!Number.isFinite(base) || new Date(named).toISOString().slice(0, 19) !== seconds) {
    throw new RangeError(`an instant is written like 2024-02-01T09:00:00Z with at most six decimals, got ${text}`);
  }
  return base + Number(decimals.padEnd(6, "0")) / 1000;
}

/**
 * Writes an instant in UTC: whole seconds bare, anything finer with six decimals. The inverse of {@link parseInstant}.
 *
 * @throws {RangeError} unless finite and within the years 0–9999
 */
export function formatInstant(at: Instant): string {
  // The fraction apart from the seconds: `at * 1000` has no room for microseconds past the year 2109.
  const start = Math.floor(requireFinite("at", at) / 1000);
  const micros = Math.round((at - start * 1000) * 1000);
  const seconds = micros === 1_000_000 ? start + 1 : start;
  const rest = micros % 1_000_000;
  const date = new Date(seconds * 1000);
  const whole = Number.isNaN(date.getTime()) ? "" : date.toISOString();
  if (whole.length !== 24) throw new RangeError(`at must lie within the years 0 to 9999, got ${whole || at}`);
  return rest === 0 ? `${whole.slice(0, 19)}Z` : `${whole.slice(0, 19)}.${String(rest).padStart(6, "0")}Z`;
}
