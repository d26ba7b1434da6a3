"use client";

import { counted } from "#components/ui/format";
import type { CrowdSpan } from "#core/aggregation/binary";
import { crowdAt, type MyStep, mineAt } from "./history-geometry";
import { type Measure, readingOf } from "./measure";
import { type ReadLine, Readout } from "./readout";

interface HistoryReadoutProps {
  from: number;
  to: number;
  until: number;
  crowd: readonly CrowdSpan[] | null;
  mine: readonly MyStep[];
  measure: Measure;
}

/** What I held and what the crowd said at an instant of a history. */
export function HistoryReadout({ crowd, mine, measure, ...span }: HistoryReadoutProps) {
  const { say, range } = readingOf(measure);

  function read(at: number, left: string) {
    const held = mineAt(mine, at);
    const there = crowd && crowdAt(crowd, at);
    const lines: ReadLine[] = [];
    if (held !== null) lines.push({ who: "me", text: `you ${say(held)}` });
    if (there) {
      const { value, lower, upper, count } = there;
      const people = counted(count, "person", "people");
      lines.push({ who: "crowd", text: `crowd ${say(value)} (${range(lower, upper)}, ${people})` });
    }
    const marks = (
      <>
        {held === null ? null : <i className="me-mark" style={{ left, bottom: `${held * 100}%` }} />}
        {there ? <i className="crowd-mark" style={{ left, bottom: `${there.value * 100}%` }} /> : null}
      </>
    );
    return { lines, marks };
  }

  return <Readout {...span} read={read} />;
}
