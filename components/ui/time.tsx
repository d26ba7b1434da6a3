"use client";

import { clock, day, dayAndClock, dayOfYear, type Instant, utc, weekdayAndDay } from "./format";
import { useReaderZone } from "./reader-zone";

const SHOW = { day, dayOfYear, clock, minute: dayAndClock, weekday: weekdayAndDay };

/** An instant in the reader's zone; the UTC instant on hover. */
export function Time({ at, show = "day" }: { at: Instant; show?: keyof typeof SHOW }) {
  const zone = useReaderZone();
  return (
    <time dateTime={new Date(at).toISOString()} title={utc(at)}>
      {SHOW[show](at, zone)}
    </time>
  );
}
