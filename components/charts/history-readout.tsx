"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { counted, dayAndClock } from "#components/ui/format";
import { useReaderZone } from "#components/ui/reader-zone";
import type { CrowdSpan } from "#core/aggregation/binary";
import { crowdAt, type MyStep, mineAt } from "./history-geometry";
import { type Measure, readingOf } from "./measure";
import { across, share } from "./plane";

interface HistoryReadoutProps {
  from: number;
  to: number;
  until: number;
  crowd: readonly CrowdSpan[] | null;
  mine: readonly MyStep[];
  measure: Measure;
}

const KEY_STEPS = 60;

/** A line over the history that reads out what stood there, by pointer or by the arrow keys. */
export function HistoryReadout({ from, to, until, crowd, mine, measure }: HistoryReadoutProps) {
  const zone = useReaderZone();
  const { say, range } = readingOf(measure);
  const [at, setAt] = useState<number | null>(null);

  function follow(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.min(until, from + ((event.clientX - box.left) / box.width) * (to - from)));
  }

  function step(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === "Escape") return setAt(null);
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    setAt(Math.min(until, Math.max(from, (at ?? until) + (by * (until - from)) / KEY_STEPS)));
  }

  const held = at === null ? null : mineAt(mine, at);
  const there = at === null || !crowd ? null : crowdAt(crowd, at);
  const x = across(from, to)(at ?? until);
  const said = [
    held === null ? null : `you ${say(held)}`,
    there &&
      `crowd ${say(there.value)} (${range(there.lower, there.upper)}, ${counted(there.count, "person", "people")})`,
  ].filter((part) => part !== null);
  const when = at === null ? "" : dayAndClock(at, zone);

  return (
    <div
      className="readout"
      role="slider"
      tabIndex={0}
      aria-label="Read the history at a time"
      aria-valuemin={0}
      aria-valuemax={1000}
      aria-valuenow={Math.round(x)}
      aria-valuetext={at === null ? "Use the arrow keys" : [when, ...said].join(", ")}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={step}
    >
      {at === null ? null : (
        <>
          <i className="hair-line" style={{ left: share(x) }} />
          {held === null ? null : <i className="me-mark" style={{ left: share(x), bottom: `${held * 100}%` }} />}
          {there ? <i className="crowd-mark" style={{ left: share(x), bottom: `${there.value * 100}%` }} /> : null}
          <div
            className="pop cap"
            style={x > 500 ? { right: `calc(100% - ${share(x)} + .5rem)` } : { left: `calc(${share(x)} + .5rem)` }}
          >
            <span className="muted">{when}</span>
            {said.length === 0 ? <p>nothing stood here</p> : null}
            {said.map((part) => (
              <p key={part} className={part.startsWith("you") ? "me-ink b" : undefined}>
                {part}
              </p>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
