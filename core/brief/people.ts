import { employerIn, isAuthorHeading, isBiography, nameInBiography } from "#core/brief/author";
import { isDateLine, readDate } from "#core/brief/dates";
import { looksLikeName, readByline, readNameLine, surname } from "#core/brief/names";
import { isProse, type Reading, take } from "#core/brief/reading";
import { fold } from "#core/brief/words";

export interface Imprint {
  author: string | null;
  publisher: string | null;
  publishedOn: string | null;
}

/** A line that names people, and where it stands. */
interface Named {
  i: number;
  name: string;
}

/** From where to where the running text goes, as indexes of its first and last run. */
interface Body {
  start: number;
  end: number;
}

/**
 * Takes by-lines, date lines and the author's biography, which stand before the text or after it. The author is
 * whoever a by-line names, else a name on a line of its own, else the person a closing biography is about. A by-line
 * met again is a repeat.
 */
export function takePeople(list: readonly Reading[], known: Partial<Imprint>, title: number): Imprint {
  const body = findBody(list, title);
  const edges = list.flatMap((reading, i) =>
    reading.role === null && i !== title && (i < body.start || i > body.start + 1) ? [{ reading, i }] : [],
  );
  const bylines = edges.flatMap(({ reading, i }) => named(i, readByline(reading.text)));
  const names = edges
    .filter(({ reading }) => reading.words <= 14 && reading.run.lines.length === 1)
    .flatMap(({ reading, i }) => named(i, readNameLine(reading.text)))
    .filter(({ i, name }) =>
      i < body.start ? i > title || looksLikeName(list[i]?.text ?? "") : isSigned(list, i, name, body),
    );

  const twice = repeated(names);
  const alone = twice ?? names.find(({ i }) => i > title) ?? names[0];
  const closing = list.findLast(({ role, text }, i) => role === null && i > body.end && isBiography(text, null));
  const author = known.author ?? bylines[0]?.name ?? alone?.name ?? (closing ? nameInBiography(closing.text) : null);

  const biography = takeBiography(list, author, body);
  takeBylines(list, author, [...bylines, ...names]);
  const publishedOn = takeDates(list, body);
  return {
    author,
    publisher: known.publisher ?? (biography === null ? null : employerIn(biography)),
    publishedOn: known.publishedOn ?? publishedOn,
  };
}

function named(i: number, name: string | null): Named[] {
  return name === null ? [] : [{ i, name }];
}

/** The first name that is printed on a line of its own twice. */
function repeated(names: readonly Named[]): Named | undefined {
  const count = new Map<string, number>();
  for (const { name } of names) count.set(fold(surname(name)), (count.get(fold(surname(name))) ?? 0) + 1);
  return names.find(({ name }) => (count.get(fold(surname(name))) ?? 0) > 1);
}

function isSame(a: string, b: string): boolean {
  return fold(surname(a)) === fold(surname(b));
}

/** A short first paragraph above the by-line is a standfirst: the body then begins below it. */
function findBody(list: readonly Reading[], title: number): Body {
  const prose = list.flatMap((reading, i) =>
    i !== title && reading.role === null && isProse(reading) && !isBiography(reading.text, null) ? [i] : [],
  );
  const [first = list.length, second] = prose;
  const between = second === undefined ? [] : list.slice(first + 1, second);
  const standfirst =
    (list[first]?.words ?? 0) < 40 &&
    between.some(({ role, text }) => role === null && (readByline(text) ?? readNameLine(text)) !== null);
  return { start: standfirst && second !== undefined ? second : first, end: prose.at(-1) ?? list.length };
}

/** A name below the text is a signature if it ends the text, is printed again beside it, or its biography follows. */
function isSigned(list: readonly Reading[], i: number, name: string, body: Body): boolean {
  if (i > body.end) return true;
  const near = list.slice(Math.max(0, i - 3), i + 5);
  return near.some(
    (other) =>
      other !== list[i] &&
      ((readNameLine(other.text) !== null && isSame(readNameLine(other.text) ?? "", name)) ||
        (other.role === null && isBiography(other.text, name))),
  );
}

function takeBylines(list: readonly Reading[], author: string | null, lines: readonly Named[]): void {
  if (author === null) return;
  let taken = list.some(({ role }) => role === "author");
  for (const { i, name } of lines.toSorted((a, b) => a.i - b.i)) {
    const reading = list[i];
    const [first = name] = name.split(" and ");
    if (!reading || reading.role !== null || !fold(author).includes(fold(surname(first)))) continue;
    if (taken) take(reading, "clutter", "by-line repeated");
    else take(reading, "author", "by-line");
    taken = true;
  }
}

function takeBiography(list: readonly Reading[], author: string | null, body: Body): string | null {
  const texts: string[] = [];
  let headed = false;
  list.forEach((reading, i) => {
    if (reading.role !== null) {
      headed = false;
      return;
    }
    const next = list[i + 1];
    const before = list[i - 1];
    if (isAuthorHeading(reading.text) && next && isProse(next)) {
      take(reading, "clutter", "heading of the biography");
      headed = true;
      return;
    }
    const under = before !== undefined && (readNameLine(before.text) ?? readByline(before.text)) !== null;
    if ((headed && reading.words >= 5) || ((under || i >= body.end) && isBiography(reading.text, author))) {
      take(reading, "author_note", "about the author");
      texts.push(reading.text);
    } else headed = false;
  });
  return texts.length === 0 ? null : texts.join(" ");
}

function takeDates(list: readonly Reading[], body: Body): string | null {
  let first: string | null = null;
  list.forEach((reading, i) => {
    if (reading.role === "author") first ??= readDate(reading.text);
    if (reading.role !== null || (i > body.start && i < body.end) || !isDateLine(reading.text)) return;
    first ??= readDate(reading.text);
    take(reading, "date", "date line");
  });
  return first;
}
