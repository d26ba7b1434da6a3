import type { Source } from "#core/brief/brief";
import { citesSomething, readCitation } from "#core/brief/citation";
import { isNotesHeading, type MarkerStyle, superscriptValue } from "#core/brief/lines";
import type { Run } from "#core/brief/unwrap";
import { endsSentence, wordCount } from "#core/brief/words";

/** Which runs are notes, and which of them the heading above the notes. */
export interface NoteRuns {
  notes: Set<number>;
  headings: Set<number>;
}

/**
 * Finds the numbered notes or sources of a text: what follows a heading such as “References” or “Kaynakça”, or a run
 * of lines that count up from 1 (or from any number that the body refers to) and read like citations.
 *
 * @param stops runs that end a list of notes: page furniture and biographies
 */
export function findNotes(runs: readonly Run[], stops: ReadonlySet<number>): NoteRuns {
  const found: NoteRuns = { notes: new Set(), headings: new Set() };
  runs.forEach((run, i) => {
    if (found.notes.has(i) || stops.has(i)) return;
    if (isNotesHeading(run.text) && run.lines.length === 1) {
      const end = listAfter(runs, i + 1, stops);
      if (end === i + 1) return;
      found.headings.add(i);
      for (let j = i + 1; j < end; j++) found.notes.add(j);
    }
  });
  const prose = runs.findIndex(({ text }) => wordCount(text) >= 20);
  for (let i = prose === -1 ? runs.length : prose + 1; i < runs.length; i++) {
    if (found.notes.has(i) || stops.has(i) || goesOn(runs[i - 1], runs[i])) continue;
    const end = countedFrom(runs, i, stops);
    if (end === i) continue;
    for (let j = i; j < end; j++) found.notes.add(j);
    i = end - 1;
  }
  return found;
}

/** The notes that a run holds: one, or several set in one line. Numbers that are not printed go on from `last`. */
export function readNotes(
  text: string,
  marker: { style: MarkerStyle; number: number | null } | null,
  last: number,
): Source[] {
  const notes: Source[] = [];
  let number = marker?.number ?? last + 1;
  // “3 Treaty of …”: a number that lost its height in copying, where it is the next one.
  const flat = marker === null && text.startsWith(`${number} `);
  let from = flat ? String(number).length + 1 : 0;
  for (const match of text.matchAll(/(?<=[\s.)])(?:\[(\d{1,3})\]|([¹²³⁴-⁹][⁰¹²³⁴-⁹]*)(?=\s))\s*/gu)) {
    const next = match[1] ? Number(match[1]) : superscriptValue(match[2] ?? "");
    if (next !== number + 1) continue;
    notes.push(readCitation(number, text.slice(from, match.index)));
    number = next;
    from = match.index + match[0].length;
  }
  notes.push(readCitation(number, text.slice(from)));
  return notes.filter(({ text: words }) => words !== "");
}

/** Where the list under a notes heading ends: at furniture, another heading, or prose that cites nothing. */
function listAfter(runs: readonly Run[], from: number, stops: ReadonlySet<number>): number {
  let numbered = false;
  let i = from;
  for (; i < runs.length && !stops.has(i); i++) {
    const run = runs[i];
    const first = run?.lines[0];
    if (!run || !first || first.shape === "heading") break;
    if (first.shape === "rule") break;
    const counted = first.marker !== null && first.marker.style !== "letter";
    if (counted) numbered = true;
    else if (numbered && !citesSomething(run.text)) break;
    else if (!citesSomething(run.text) && wordCount(run.text) > 60) break;
    else if (wordCount(run.text) <= 8 && !citesSomething(run.text) && !endsSentence(run.text)) break;
  }
  return i;
}

/** Whether a run only counts on from the one before: a list is judged from its beginning. */
function goesOn(before: Run | undefined, run: Run | undefined): boolean {
  const [a, b] = [before?.lines[0]?.marker, run?.lines[0]?.marker];
  return a?.style === b?.style && typeof a?.number === "number" && b?.number === a.number + 1;
}

/** Where a run of citations that begins here without a heading ends; `from` itself if there is none. */
function countedFrom(runs: readonly Run[], from: number, stops: ReadonlySet<number>): number {
  const style = runs[from]?.lines[0]?.marker?.style;
  if (!style || style === "bullet" || style === "letter") return from;
  let last = 0;
  let cited = 0;
  let count = 0;
  let i = from;
  for (; i < runs.length && !stops.has(i); i++) {
    const run = runs[i];
    const marker = run?.lines[0]?.marker;
    if (!run) break;
    if (!marker) {
      // A continuation of the note above: an address or a citation on a line of its own.
      if (count > 0 && /^(https?:\/\/|www\.)\S+$/i.test(run.text)) continue;
      break;
    }
    if (marker.style !== style || marker.number === null || marker.number <= last) break;
    if (last > 0 && marker.number > last + 1) break;
    last = marker.number;
    count += 1;
    if (citesSomething(run.text)) cited += 1;
  }
  const sure = style === "bracket" || style === "superscript";
  return count > 0 && (sure ? cited > 0 || count > 1 : cited * 2 > count) ? i : from;
}
