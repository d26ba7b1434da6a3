import { isBiography } from "#core/brief/author";
import type { Block, BriefDraft, Source } from "#core/brief/brief";
import { isDateLine, readDate } from "#core/brief/dates";
import { takeFurniture, takeRepeats, takeTails } from "#core/brief/furniture";
import { guessLanguage } from "#core/brief/language";
import { isMarkdown, plainMarkdown } from "#core/brief/lines";
import { readMeta } from "#core/brief/meta";
import { calmName, readByline } from "#core/brief/names";
import { findNotes, readNotes } from "#core/brief/notes";
import { type Imprint, takePeople } from "#core/brief/people";
import { bodyKind, isProse, type Reading, readings, take } from "#core/brief/reading";
import { findTitle } from "#core/brief/title";
import { runsOf } from "#core/brief/unwrap";
import { endsSentence } from "#core/brief/words";

/** What an HTML page says of itself, where the text was taken from one. */
export interface Hints {
  title?: string | null;
  author?: string | null;
  publisher?: string | null;
  publishedOn?: string | null;
  /** Lines (from 1) that lie outside the article proper. */
  outside?: ReadonlySet<number>;
}

/**
 * Reads a pasted text as a brief: title, author, body, numbered notes, and what is web page furniture. Rules are
 * general and made for no one site. Each non-blank line of the input lands in exactly one block, cut or kept, so a
 * person can check every decision and take it back (see core/brief/decisions).
 */
export function readBrief(input: string, hints: Hints = {}): BriefDraft {
  const markdown = isMarkdown(input);
  const runs = runsOf(input, hints.outside);
  const list = readings(runs, (text) => (markdown ? plainMarkdown(text, "drop") : text));

  const known = takeMeta(list, hints);
  takeFurniture(list);
  const stops = new Set(
    list.flatMap(({ role, text, run }, i) =>
      role !== null || (!run.lines[0]?.marker && isBiography(text, null)) ? [i] : [],
    ),
  );
  const { notes, headings } = findNotes(runs, stops);
  list.forEach((reading, i) => {
    if (headings.has(i)) take(reading, "notes_heading", "heading of the notes");
    else if (notes.has(i)) take(reading, "notes", "note");
  });
  takeTails(list);
  for (const reading of list) if (isOutside(reading, hints)) take(reading, "clutter", "outside the article");

  const title = known.title === null ? findTitle(list, hints.title ?? null) : -1;
  const imprint = takePeople(list, known, title);
  const titled = list[title];
  if (titled) take(titled, "title", "title");
  const heading = known.title ?? titled?.text ?? hints.title ?? null;
  takeRepeats(list, heading);
  const publisher = imprint.publisher ?? takeImprint(list, title);
  takeEdges(list, title);

  const blocks = toBlocks(list, markdown);
  const body = blocks
    .filter(({ role }) => role !== "clutter" && role !== "notes")
    .map(({ text }) => text)
    .join("\n");
  const language = guessLanguage(body);
  const styles = list.flatMap(({ role, run }) => (role === "notes" ? (run.lines[0]?.marker?.style ?? []) : []));
  return {
    blocks,
    noteStyle: styles.length === 0 ? null : styles.includes("bracket") ? "bracket" : "other",
    title: heading,
    author: imprint.author === null ? null : calmName(imprint.author, input, language),
    publisher,
    publishedOn: imprint.publishedOn,
    language,
  };
}

function takeMeta(list: readonly Reading[], hints: Hints): Partial<Imprint> & { title: string | null } {
  const known: Partial<Imprint> & { title: string | null } = {
    title: null,
    author: hints.author ?? undefined,
    publisher: hints.publisher ?? undefined,
    publishedOn: hints.publishedOn ?? undefined,
  };
  const front = list[0]?.run.lines[0]?.raw.trim() === "---";
  for (const [i, reading] of list.entries()) {
    const meta = readMeta(reading.text);
    const rule = reading.run.lines[0]?.shape === "rule";
    if (rule) take(reading, "clutter", "separator");
    if (rule && front && i > 0) break;
    if (meta === null && !rule && !front) {
      if (isProse(reading) || i > 12) break;
      continue;
    }
    switch (meta?.field) {
      case "title":
        known.title ??= meta.value;
        take(reading, "title", "title");
        break;
      case "author":
        known.author ??= readByline(`By ${meta.value}`) ?? meta.value;
        take(reading, "author", "by-line");
        break;
      case "publisher":
        known.publisher ??= meta.value;
        take(reading, "publisher", "publisher");
        break;
      case "date":
        known.publishedOn ??= readDate(meta.value);
        take(reading, "date", "date line");
        break;
      default:
        if (!rule && (front || meta)) take(reading, "clutter", "front matter");
    }
  }
  return known;
}

/** What an HTML page leaves out of its article, save its heading, by-line and date: those often stand above it. */
function isOutside({ role, run, text }: Reading, hints: Hints): boolean {
  const first = run.lines[0];
  if (role !== null || first?.outside !== true) return false;
  const imprint = readByline(text) !== null || isDateLine(text) || text === hints.title || text === hints.author;
  return !imprint && !(first.shape === "heading" && first.level === 1);
}

const ORGANISATION =
  /(?<!\p{L})(institute?|cent(er|re)|council|foundation|university|society|association|review|journal|agency|enstitüsü|merkezi|vakfı|üniversitesi|derneği|институт|центр|фонд|университет|совет|агентство|institut|stiftung|zentrum|fondation|fundación|instituto|centro)(?!\p{L})/iu;

/** An organisation's name on a line above the title is the publisher's. */
function takeImprint(list: readonly Reading[], title: number): string | null {
  const line = list
    .slice(0, Math.max(0, title))
    .find(({ role, words, text }) => role === null && words <= 8 && ORGANISATION.test(text));
  if (!line) return null;
  take(line, "publisher", "publisher");
  return line.text;
}

/** Takes the labels above and beside the title, and the stray lines after the last of the text. */
function takeEdges(list: readonly Reading[], title: number): void {
  const followers = nextOpen(list);
  const start = list.findIndex((reading) => reading.role === null && isProse(reading));
  const end = list.findLastIndex(
    (reading, i) => reading.role === null && (isProse(reading) || isTextual(reading, list[i - 1])),
  );
  if (start === -1) return;
  list.forEach((reading, i) => {
    if (reading.role !== null) return;
    const next = followers[i];
    const stray = !endsSentence(reading.text) && reading.run.lines[0]?.shape === "text";
    if (i < title) take(reading, "clutter", "above the title");
    else if (i < start && reading.words <= 3 && stray && !(next && isProse(next))) take(reading, "clutter", "label");
    else if (i > end && reading.words <= 14 && !endsSentence(reading.text))
      take(reading, "clutter", "after the end of the text");
  });
}

/** Whether a short run still is text: a sentence of three words, or an item of a list that text leads into. */
function isTextual({ run, text, words }: Reading, before: Reading | undefined): boolean {
  if (words >= 3 && endsSentence(text)) return true;
  if (run.lines[0]?.shape !== "list_item" || words < 2 || before?.role !== null) return false;
  return isProse(before) || /[:：]$/.test(before.text) || before.run.lines[0]?.shape === "list_item";
}

/** For each run the next one that nothing has taken yet. */
function nextOpen(list: readonly Reading[]): (Reading | undefined)[] {
  const next: (Reading | undefined)[] = [];
  let open: Reading | undefined;
  for (let i = list.length - 1; i >= 0; i--) {
    next[i] = open;
    if (list[i]?.role === null) open = list[i];
  }
  return next;
}

function toBlocks(list: readonly Reading[], markdown: boolean): Block[] {
  const followers = nextOpen(list);
  let last = 0;
  return list.map((reading, id) => {
    const { run, role, reason } = reading;
    const first = run.lines[0];
    const body = bodyKind(reading, followers[id]);
    let notes: Source[] = [];
    if (role === "notes") {
      notes = readNotes(markdown ? plainMarkdown(run.text, "keep") : run.text, first?.marker ?? null, last);
      last = notes.at(-1)?.number ?? last;
    }
    const numbered = first?.marker && first.marker.style !== "bullet";
    const mark = numbered ? `${/^\S+/.exec(first.raw.trim())?.[0] ?? ""} ` : "";
    return {
      id,
      line: first?.number ?? 1,
      source: run.lines.map(({ raw }) => raw).join("\n"),
      text: reading.text === "" ? run.lines.map(({ raw }) => raw.trim()).join(" ") : mark + reading.text,
      role: role ?? body,
      body,
      reason,
      notes,
    };
  });
}
