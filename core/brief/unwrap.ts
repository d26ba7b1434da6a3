import { citesSomething } from "#core/brief/citation";
import { clutterReason } from "#core/brief/clutter";
import { isDateLine } from "#core/brief/dates";
import {
  cleanLine,
  isMarkdown,
  isNotesHeading,
  LINE_BREAK,
  type Line,
  type MarkerStyle,
  readLine,
} from "#core/brief/lines";
import { readByline } from "#core/brief/names";
import { endsSentence } from "#core/brief/words";

/** Lines that are one paragraph, heading, list item or note; `text` still carries inline markup. */
export interface Run {
  lines: Line[];
  text: string;
}

/**
 * Joins the lines of a text into runs. Where a text was wrapped at a fixed width, lines are joined if the next word
 * would not have fitted; in Markdown, where no blank line parts them; anywhere, if a sentence plainly goes on in
 * lower case. Every non-blank line lands in exactly one run, in order.
 *
 * @param outside numbers (from 1) of the lines that lie outside the article of an HTML page
 */
export function runsOf(text: string, outside: ReadonlySet<number> = new Set()): Run[] {
  const lines = text.split(LINE_BREAK).map((raw, i) => readLine(raw, i + 1, outside.has(i + 1)));
  numberBareFigures(lines);
  const groups: Line[][] = [[]];
  for (const line of lines) {
    if (cleanLine(line.raw) === "") groups.push([]);
    else groups.at(-1)?.push(line);
  }
  const front = frontMatterEnd(lines);
  const filled = groups.filter((group) => group.length > 0).map((group) => settleMarkers(group));
  const width = wrapWidth(filled);
  const markdown = isMarkdown(text);
  const base = filled
    .flat()
    .reduce((least, line) => (line.text.length > 30 ? Math.min(least, line.indent) : least), 40);

  const known = new Set(text.toLowerCase().match(/\p{L}+/gu) ?? []);
  const runs: Run[] = [];
  for (const group of filled) {
    const indented = isIndentedQuote(group, base);
    let run: Line[] = [];
    for (const line of group) {
      const last = run.at(-1);
      if (last && line.number > front && joins(last, line, run, width, markdown)) run.push(line);
      else {
        if (run.length > 0) runs.push(toRun(run, known));
        run = [indented ? { ...line, shape: "quote" } : line];
      }
    }
    runs.push(toRun(run, known));
  }
  return mergeBroken(runs, known);
}

/** Notes copied from some sites have their number alone on the line above: figures that count up from 1 over citations. */
function numberBareFigures(lines: Line[]): void {
  let next = 1;
  lines.forEach((line, i) => {
    if (line.text !== String(next) || line.shape !== "text" || !citesSomething(lines[i + 1]?.text ?? "")) return;
    lines[i] = { ...line, shape: "list_item", text: "", marker: { style: "superscript", number: next } };
    next += 1;
  });
}

/** The last line of a block of “key: value” lines between two rules at the top, or 0. */
function frontMatterEnd(lines: readonly Line[]): number {
  if (lines[0]?.raw.trim() !== "---") return 0;
  const end = lines.slice(1, 40).findIndex(({ raw }) => raw.trim() === "---");
  return end === -1 ? 0 : end + 2;
}

/**
 * In the middle of a paragraph a line may happen to begin with “– ” or “12. ”: that opens a list only after a line
 * that ends its sentence, announces a list, or is a list item itself with the number before.
 */
function settleMarkers(group: Line[]): Line[] {
  const settled: Line[] = [];
  const styles = new Set<MarkerStyle>();
  const dashes = group.filter(({ raw }) => /^—/.test(cleanLine(raw))).length;
  for (const line of group) {
    const words = cleanLine(line.raw);
    // A dash of full length alone opens direct speech.
    const speech = words.startsWith("—") && dashes === 1;
    const kept =
      !speech && opensItem(line, settled.at(-1), styles)
        ? line
        : { ...line, shape: "text" as const, marker: null, text: words };
    if (kept.marker) styles.add(kept.marker.style);
    settled.push(kept);
  }
  return settled;
}

function opensItem(line: Line, before: Line | undefined, styles: ReadonlySet<MarkerStyle>): boolean {
  const style = line.marker?.style;
  const dubious = style === "dot" || style === "letter" || (style === "bullet" && /^[–—-]/.test(cleanLine(line.raw)));
  if (!dubious || before?.shape !== "text" || before.marker !== null || styles.has(style)) return true;
  if (/[:：]$/.test(before.text) || before.text.length < 40) return true;
  return endsSentence(before.text) && (style !== "dot" || line.marker?.number === 1);
}

/** The width a text was wrapped at, or null if its lines are whole paragraphs. */
function wrapWidth(groups: readonly Line[][]): number | null {
  const pairs = groups.flatMap((group) =>
    group.slice(0, -1).flatMap((line, i) => {
      const next = group[i + 1];
      return next && line.text.length >= 30 ? [{ length: line.raw.trimEnd().length, line, next }] : [];
    }),
  );
  if (pairs.length < 2) return null;
  const lengths = pairs.map(({ length }) => length).sort((a, b) => a - b);
  const width = lengths[Math.min(lengths.length - 1, Math.floor(lengths.length * 0.97))] ?? 0;
  if (width > 130 || width < 40) return null;
  const full = pairs.filter(({ length, next }) => length + 1 + firstWord(next).length > width - 3).length;
  const broken = pairs.filter(({ line }) => !endsSentence(line.text)).length;
  return full >= pairs.length / 2 && broken >= pairs.length * 0.4 ? width : null;
}

function joins(last: Line, line: Line, run: readonly Line[], width: number | null, markdown: boolean): boolean {
  const first = run[0] ?? last;
  if (last.text === "" && last.marker) return line.shape === "text";
  if (line.shape === "quote") return first.shape === "quote" && !/^[—–]/.test(line.text);
  if (line.shape !== "text" || first.shape === "heading" || last.shape === "rule" || last.shape === "picture")
    return false;
  if (line.outside !== last.outside) return false;
  if (first.marker && /^https?:\/\/\S+$/i.test(line.text)) return true;
  if (/^\p{Ll}/u.test(line.text) && !endsSentence(last.text) && last.text.length >= 30) return true;
  if (standsAlone(line.text) || standsAlone(last.text)) return false;
  if (width !== null) {
    if (line.indent > last.indent && last.marker === null && first.marker === null && line.indent - last.indent < 9)
      return false;
    return last.raw.trimEnd().length + 1 + firstWord(line).length > width - 4;
  }
  return markdown && !/( {2}|\\)$/.test(last.raw);
}

function standsAlone(text: string): boolean {
  return isDateLine(text) || readByline(text) !== null || clutterReason(text) !== null || isNotesHeading(text);
}

/** A sentence broken over a blank line (as copies from PDF do) goes on in lower case: its halves are one run. */
function mergeBroken(runs: readonly Run[], known: ReadonlySet<string>): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const before = merged.at(-1);
    const end = before?.lines.at(-1);
    const start = run.lines[0];
    const goesOn =
      before &&
      end &&
      start &&
      start.shape === "text" &&
      /^\p{Ll}/u.test(start.text) &&
      clutterReason(run.text) === null &&
      (end.shape === "text" || end.shape === "list_item") &&
      end.outside === start.outside &&
      end.text.length >= 45 &&
      !endsSentence(end.text) &&
      !/[:;：]$/.test(end.text);
    if (goesOn) merged[merged.length - 1] = toRun([...before.lines, ...run.lines], known);
    else merged.push(run);
  }
  return merged;
}

/** First halves of words that are written with a hyphen wherever they stand. */
const HYPHENATED =
  /^(self|well|non|anti|ex|semi|post|high|low|long|short|all|half|mid|cross|so|much|multi|co|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)$/iu;

/** Whether a hyphen at a line's end only broke the word: the text has it whole, or not both halves as words. */
function isOneWord(half: string, rest: string, known: ReadonlySet<string>): boolean {
  if (known.has((half + rest).toLowerCase())) return true;
  const words = [half, rest].map((part) => part.toLowerCase());
  return !HYPHENATED.test(half) && !words.every((word) => known.has(word) && word.length > 3);
}

/** Joins lines by spaces; a word broken by a hyphen is made whole. */
function toRun(lines: Line[], known: ReadonlySet<string>): Run {
  let joined = "";
  for (const { text } of lines) {
    const half = /(\p{L}+)-$/u.exec(joined)?.[1];
    const rest = /^\p{Ll}+/u.exec(text)?.[0];
    if (half && rest) joined = (isOneWord(half, rest, known) ? joined.slice(0, -1) : joined) + text;
    else joined = joined === "" ? text : `${joined} ${text}`.trim();
  }
  return { lines, text: joined };
}

function isIndentedQuote(group: readonly Line[], base: number): boolean {
  const words = group.reduce((sum, { text }) => sum + text.length, 0);
  return (
    words >= 40 && group.every(({ indent, shape }) => shape === "text" && indent >= base + 4 && indent < base + 16)
  );
}

function firstWord(line: Line): string {
  return line.text.split(" ")[0] ?? "";
}
