import type { Instant } from "./format";

const PARTS = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;

/**
 * An instant as a `datetime-local` field shows it, in a zone: "2030-12-31T23:59". Seconds are dropped.
 *
 * @param zone IANA name
 * @throws {RangeError} on an instant or a zone that is not one
 */
export function toZonedField(instant: Instant, zone: string): string {
  const format = new Intl.DateTimeFormat("en-CA", { ...PARTS, timeZone: zone, hourCycle: "h23" });
  const part = Object.fromEntries(format.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  return `${part.year?.padStart(4, "0")}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/**
 * The instant that such a field names in a zone; null while it names none. A wall time that the zone skips (clocks going
 * forward) names the instant an hour later; one that occurs twice names the first.
 */
export function fromZonedField(text: string, zone: string): Date | null {
  const wall = new Date(`${text}:00Z`).getTime();
  if (text === "" || Number.isNaN(wall)) return null;
  const day = 86_400_000;
  const candidates = [wall - day, wall + day].map((near) => wall - offset(near, zone)).sort((a, b) => a - b);
  const exact = candidates.find((instant) => toZonedField(instant, zone) === text);
  return new Date(exact ?? Math.max(...candidates));
}

/** Milliseconds that the zone's clocks are ahead of UTC at an instant. */
function offset(instant: number, zone: string): number {
  const minute = Math.floor(instant / 60_000) * 60_000;
  return new Date(`${toZonedField(minute, zone)}:00Z`).getTime() - minute;
}
