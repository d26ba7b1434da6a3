"use client";

import { percent } from "#components/ui/format";
import type { CrowdSpan } from "#core/aggregation/binary";
import { crowdAt, type MyStep, mineAt } from "./history-geometry";
import { type ReadLine, Readout } from "./readout";

interface OptionsReadoutProps {
  from: number;
  to: number;
  until: number;
  /** Those that have a line. */
  options: readonly { name: string; crowd: readonly CrowdSpan[]; mine: readonly MyStep[] }[];
}

/** What each option had at an instant: the crowd's share, and mine. */
export function OptionsReadout({ options, ...span }: OptionsReadoutProps) {
  function read(at: number, left: string) {
    const there = options.map(({ name, crowd, mine }) => ({
      name,
      share: crowdAt(crowd, at)?.value ?? null,
      held: mineAt(mine, at),
    }));
    const lines = there.flatMap(({ name, share, held }): ReadLine[] => {
      if (share === null) return held === null ? [] : [{ who: "me", text: `${name} you ${percent(held)}` }];
      const yours = held === null ? "" : ` · you ${percent(held)}`;
      return [{ who: "crowd", text: `${name} ${percent(share)}${yours}` }];
    });
    const marks = there.map(({ name, share, held }) => (
      <span key={name}>
        {share === null ? null : <i className="crowd-mark" style={{ left, bottom: `${share * 100}%` }} />}
        {held === null ? null : <i className="me-mark" style={{ left, bottom: `${held * 100}%` }} />}
      </span>
    ));
    return { lines, marks };
  }

  return <Readout {...span} read={read} />;
}
