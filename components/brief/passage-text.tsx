import { Fragment } from "react";
import type { Segment } from "./segments";

/**
 * The words of a passage with their marks: quoted words wear the marker and end in the scenario's number, suggestions
 * a dashed underline, note markers are links. `data-at` says where words stand in the brief's canonical text, so that
 * a selection can be anchored; numbers that are not the brief's own words stand outside it.
 */
export function PassageText({ segments, noted }: { segments: readonly Segment[]; noted: ReadonlySet<number> }) {
  return segments.map((segment) => (
    <Fragment key={segment.start}>
      <Words segment={segment} noted={noted} />
      {segment.ends.map((number) => (
        <a key={number} className="ref" href={`#s${number}`} aria-label={`Scenario ${number}`}>
          {number}
        </a>
      ))}
    </Fragment>
  ));
}

function Words({ segment, noted }: { segment: Segment; noted: ReadonlySet<number> }) {
  const { start, text, scenarios, suggested, note, begins } = segment;
  const words =
    note !== null && noted.has(note) ? (
      <a className="ref n" href={`#note-${note}`} aria-label={`Note ${note}`} data-at={start}>
        {text}
      </a>
    ) : (
      <span data-at={start} className={suggested && scenarios.length === 0 ? "suggest" : undefined}>
        {text}
      </span>
    );
  if (scenarios.length === 0) return words;
  const [first, ...others] = begins;
  return (
    <>
      {others.map((number) => (
        <span key={number} id={`a${number}`} />
      ))}
      <mark className="hl" id={first === undefined ? undefined : `a${first}`} data-scenarios={scenarios.join(" ")}>
        {words}
      </mark>
    </>
  );
}
