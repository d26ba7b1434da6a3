"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import { dayAndClock } from "#components/ui/format";
import { useReaderZone } from "#components/ui/reader-zone";
import { across, share } from "./plane";

/** A line of what is read out; `who` has its look. */
export interface ReadLine {
  readonly who: "me" | "crowd";
  readonly text: string;
}

interface ReadoutProps {
  from: number;
  to: number;
  until: number;
  /** What stood at an instant, and the marks on what is drawn there. */
  read: (at: number, left: string) => { lines: readonly ReadLine[]; marks: ReactNode };
}

const KEY_STEPS = 60;

/** A line over a history that reads out what stood there, by pointer or by the arrow keys. */
export function Readout({ from, to, until, read }: ReadoutProps) {
  const zone = useReaderZone();
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

  const x = across(from, to)(at ?? until);
  const there = at === null ? null : { when: dayAndClock(at, zone), ...read(at, share(x)) };
  return (
    <div
      className="readout"
      role="slider"
      tabIndex={0}
      aria-label="Read the history at a time"
      aria-valuemin={0}
      aria-valuemax={1000}
      aria-valuenow={Math.round(x)}
      aria-valuetext={there ? [there.when, ...there.lines.map(({ text }) => text)].join(", ") : "Use the arrow keys"}
      onPointerMove={follow}
      onPointerDown={follow}
      onPointerLeave={() => setAt(null)}
      onBlur={() => setAt(null)}
      onKeyDown={step}
    >
      {there ? (
        <>
          <i className="hair-line" style={{ left: share(x) }} />
          {there.marks}
          <div
            className="pop cap"
            style={x > 500 ? { right: `calc(100% - ${share(x)} + .5rem)` } : { left: `calc(${share(x)} + .5rem)` }}
          >
            <span className="muted">{there.when}</span>
            {there.lines.length === 0 ? <p>nothing stood here</p> : null}
            {there.lines.map(({ who, text }) => (
              <p key={text} className={who === "me" ? "me-ink b" : undefined}>
                {text}
              </p>
            ))}
          </div>
        </>
      ) : null}
    </div>
  );
}
