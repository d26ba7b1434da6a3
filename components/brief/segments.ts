/** A marked stretch of a brief's canonical text, half open in UTF-16 code units. */
export interface Mark {
  kind: "scenario" | "suggestion" | "note";
  /** Number of the scenario or note; index of the suggestion. */
  key: number;
  start: number;
  end: number;
  /** The first quote of its scenario: the one that links lead to. */
  lead?: boolean;
}

/** A stretch of one passage in which the same marks hold. */
export interface Segment {
  /** In the canonical text. */
  start: number;
  text: string;
  /** Numbers of the scenarios quoted from it. */
  scenarios: number[];
  suggested: boolean;
  note: number | null;
  /** Scenarios whose first quote begins, and those of which a quote ends, with this segment. */
  begins: number[];
  ends: number[];
}

/**
 * Cuts a passage into segments at the edges of the marks that reach into it. Marks may overlap and may run over
 * several passages; joined, the segments are the passage.
 *
 * @param text the passage's words
 * @param start where they begin in the canonical text
 */
export function segmentsOf(text: string, start: number, marks: readonly Mark[]): Segment[] {
  const end = start + text.length;
  const here = marks.filter((mark) => mark.start < end && mark.end > start);
  const edges = new Set([start, end]);
  for (const mark of here) edges.add(Math.max(start, mark.start)).add(Math.min(end, mark.end));
  const cuts = [...edges].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? end;
    const over = here.filter((mark) => mark.start < to && mark.end > from);
    const scenarios = over.filter(({ kind }) => kind === "scenario");
    const keys = (some: readonly Mark[]) => [...new Set(some.map(({ key }) => key))];
    return {
      start: from,
      text: text.slice(from - start, to - start),
      scenarios: keys(scenarios),
      suggested: over.some(({ kind }) => kind === "suggestion"),
      note: over.find(({ kind }) => kind === "note")?.key ?? null,
      begins: keys(scenarios.filter((mark) => mark.lead && mark.start === from)),
      ends: keys(scenarios.filter((mark) => mark.end === to)),
    };
  });
}
