import { isAuthorHeading } from "#core/brief/author";
import { clutterReason, opensTail } from "#core/brief/clutter";
import { isProse, type Reading, take } from "#core/brief/reading";
import { fold } from "#core/brief/words";

/** Takes what reads like web page furniture by its own words. */
export function takeFurniture(list: readonly Reading[]): void {
  for (const reading of list) {
    if (reading.role !== null) continue;
    const first = reading.run.lines[0];
    if (first?.shape === "rule") take(reading, "clutter", "separator");
    else if (first?.shape === "picture") take(reading, "clutter", "picture");
    else {
      const reason = clutterReason(reading.text);
      // “1. Search” or “## About” is a heading of the text, not a button.
      const headed = first?.shape === "heading" || first?.marker?.style === "dot";
      if (reason !== null && !(headed && reason === "page navigation")) take(reading, "clutter", reason);
    }
  }
}

/**
 * Takes what stands under a heading such as “Similar posts” or “Comments”: the titles that follow it, and at the end
 * of a text their teasers too. Text after it goes on as text.
 */
export function takeTails(list: readonly Reading[]): void {
  const rest = tallies(list);
  const whole = rest[0]?.proseWords ?? 0;
  let tail: { reason: string; ends: boolean } | null = null;
  list.forEach((reading, i) => {
    if (reading.role === "clutter" && reading.reason !== null && opensTail(reading.reason, reading.text)) {
      // Above the text such a word is a label: “Comment”, “Latest”.
      const after = rest[i + 1];
      const before = whole - (after?.proseWords ?? 0);
      const last = before > 0 && (after === undefined || after.proseWords < before / 3);
      const ends: boolean =
        tail?.ends || (last && (reading.reason === "comments" || after === undefined || after.teasers));
      tail = before > 0 ? { reason: reading.reason, ends } : null;
      return;
    }
    if (tail === null || reading.role === "clutter") return;
    if (reading.role !== null || isAuthorHeading(reading.text) || (isProse(reading) && !tail.ends)) tail = null;
    else take(reading, "clutter", tail.reason);
  });
}

/** For each place, the running text from there on, and whether it could be teasers: a short line to each, none long. */
function tallies(list: readonly Reading[]): { proseWords: number; teasers: boolean }[] {
  const found: { proseWords: number; teasers: boolean }[] = [];
  let words = 0;
  let prose = 0;
  let open = 0;
  let longest = 0;
  for (let i = list.length - 1; i >= 0; i--) {
    const reading = list[i];
    if (reading?.role === null) {
      open += 1;
      if (isProse(reading)) {
        words += reading.words;
        prose += 1;
        longest = Math.max(longest, reading.words);
      }
    }
    found[i] = { proseWords: words, teasers: prose * 2 <= open && longest <= 60 };
  }
  return found;
}

/**
 * Takes lines printed twice: the title again, paragraphs met before, and pull quotes, whose words stand in the text.
 *
 * @param title the brief's title, wherever it was read
 */
export function takeRepeats(list: readonly Reading[], title: string | null): void {
  const keys = list.map(({ text }) => keyOf(text));
  const titleKey = title === null ? "" : keyOf(title);
  const longer = openings(list, keys);
  const seen = new Set<string>();
  list.forEach((reading, i) => {
    const key = keys[i] ?? "";
    if (reading.role !== null || key === "") return;
    if (key === titleKey) take(reading, "clutter", "title repeated");
    else if (reading.words >= 6 && reading.words <= 60 && reading.run.lines[0]?.shape !== "heading") {
      if (seen.has(key)) take(reading, "clutter", "printed twice");
      else if (longer.get(sixWords(key, 0))?.some((j) => j !== i && quotes(keys[j] ?? "", key)))
        take(reading, "clutter", "pull quote, its words stand in the text");
    }
    seen.add(key);
  });
}

function keyOf(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function quotes(text: string, key: string): boolean {
  return text.length > key.length + 12 && ` ${text} `.includes(` ${key} `);
}

/** The runs of running text by each six words that follow one another in them. */
function openings(list: readonly Reading[], keys: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  keys.forEach((key, i) => {
    const reading = list[i];
    if (!reading || reading.role !== null || reading.words < 12) return;
    for (let at = 0; at !== -1 && at < key.length; at = nextWord(key, at)) {
      const six = sixWords(key, at);
      const runs = found.get(six);
      if (runs === undefined) found.set(six, [i]);
      else if (runs.at(-1) !== i && runs.length < 8) runs.push(i);
    }
  });
  return found;
}

function nextWord(key: string, at: number): number {
  const space = key.indexOf(" ", at);
  return space === -1 ? -1 : space + 1;
}

function sixWords(key: string, at: number): string {
  let end = at;
  for (let n = 0; n < 6 && end !== -1; n++) end = nextWord(key, end);
  return end === -1 ? key.slice(at) : key.slice(at, end - 1);
}
