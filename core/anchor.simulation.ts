import { anchorSpan, findAnchor } from "#core/anchor";

/** How anchors fared over generated edits: what was found of what was still there, and what of the found was right. */
export interface AnchorTally {
  readonly edits: number;
  /** Quotes whose words no edit touched. */
  readonly intact: number;
  readonly found: number;
  readonly right: number;
  /** Found at other words than those quoted: by position, whatever they say. */
  readonly repointed: readonly { readonly text: string; readonly exact: string }[];
}

/**
 * A text with where each of its letters came from: its place in the first text, that of which it is a copy plus
 * {@link COPY}, or {@link NEW}.
 */
interface Traced {
  readonly text: string;
  readonly from: readonly number[];
}

const NEW = -1;
const COPY = 10_000_000;

const SENTENCES = [
  "Nobody has confirmed this so far.",
  "The date was put off twice.",
  "Officials declined to comment.",
  "Trade between the two grew in the spring.",
  "Observers expect no change before winter.",
];

/**
 * Edits texts at random, as the next version of a brief would: sentences come, go, move and are reworded, the quoted one
 * and others like it among them. Each edit is traced letter by letter, which is what a re-found anchor is held against.
 *
 * @param texts with at least three sentences each
 * @param random uniform in [0, 1)
 */
export function simulateAnchors(texts: readonly string[], edits: number, random: () => number): AnchorTally {
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(random() * list.length)];
    if (one === undefined) throw new RangeError("there must be something to pick from");
    return one;
  };
  let [intact, found, right] = [0, 0, 0];
  const repointed: { text: string; exact: string }[] = [];
  for (let i = 0; i < edits; i += 1) {
    const text = pick(texts);
    const spans = sentencesOf(text);
    const { start, end } = quoted(text, pick(spans), random);
    const anchor = anchorSpan(text, start, end);
    let traced: Traced = { text, from: Array.from({ length: text.length }, (_, at) => at) };
    const steps = 1 + Math.floor(random() * 6);
    for (let step = 0; step < steps; step += 1) traced = edited(traced, anchor, random, pick);
    // Whoever copies a sentence and then moves the first of the two leaves a text like that of whoever moved the copy:
    // words that descend from the quoted ones are the quote, in whichever place.
    const places = [0, COPY].flatMap((shift) => placesOf(traced, start + shift, end + shift));
    const got = findAnchor(traced.text, anchor, text);
    if (places.length > 0) intact += 1;
    if (got === "orphaned") continue;
    found += 1;
    if (places.includes(got.start)) right += 1;
    else repointed.push({ text: traced.text, exact: anchor.exact });
  }
  return { edits, intact, found, right, repointed };
}

/** Where the letters that came from [start, end) stand in one piece. */
function placesOf({ from }: Traced, start: number, end: number): number[] {
  const places: number[] = [];
  for (let at = from.indexOf(start); at !== -1; at = from.indexOf(start, at + 1))
    if (Array.from({ length: end - start }, (_, j) => from[at + j] === start + j).every(Boolean)) places.push(at);
  return places;
}

type Span = { start: number; end: number };

function sentencesOf(text: string): Span[] {
  return [...text.matchAll(/[^.!?\n]+[.!?]+/gu)].flatMap(({ 0: words, index }) => {
    const start = index + (words.length - words.trimStart().length);
    return words.trim().length > 8 ? [{ start, end: index + words.length }] : [];
  });
}

/** A whole sentence, or some words of it: short quotes recur. */
function quoted(text: string, { start, end }: Span, random: () => number): Span {
  if (random() < 0.5) return { start, end };
  const words = [...text.slice(start, end).matchAll(/\S+/gu)];
  const first = Math.floor(random() * words.length);
  const last = Math.min(words.length - 1, first + Math.floor(random() * 5));
  const [a, b] = [words[first], words[last]];
  if (!a || !b) return { start, end };
  return { start: start + a.index, end: start + b.index + b[0].length };
}

/** One edit of one place: deletion, insertion, rewording, a move, a copy, or the quoted words written a second time. */
function edited({ text, from }: Traced, quote: Quote, random: () => number, pick: <T>(list: readonly T[]) => T) {
  const spans = sentencesOf(text);
  if (spans.length < 3) return { text, from };
  const { start, end } = pick(spans);
  const anew = (words: string) => Array.from({ length: words.length }, () => NEW);
  const splice = (at: number, until: number, words: string, origin: readonly number[] = anew(words)): Traced => ({
    text: text.slice(0, at) + words + text.slice(until),
    from: [...from.slice(0, at), ...origin, ...from.slice(until)],
  });
  switch (Math.floor(random() * 6)) {
    case 0:
      return splice(start, end, "");
    case 1:
      return splice(end, end, ` ${pick(SENTENCES)}`);
    case 2: {
      const word = pick([...text.slice(start, end).matchAll(/\S+/gu)]);
      const at = start + word.index;
      const said = pick(["probably", "not", "later", "2031"]);
      return word[0] === said ? { text, from } : splice(at, at + word[0].length, said);
    }
    case 3: {
      const rest = splice(start, end, "");
      const { end: to } = pick(sentencesOf(rest.text));
      return {
        text: `${rest.text.slice(0, to)} ${text.slice(start, end)}${rest.text.slice(to)}`,
        from: [...rest.from.slice(0, to), NEW, ...from.slice(start, end), ...rest.from.slice(to)],
      };
    }
    case 4:
      return splice(end, end, ` ${text.slice(start, end)}`, [NEW, ...from.slice(start, end).map(copied)]);
    default: {
      const lead = " As it says, ";
      const origin = Array.from({ length: quote.exact.length }, (_, i) => quote.start + i + COPY);
      return splice(end, end, lead + quote.exact, [...anew(lead), ...origin]);
    }
  }
}

type Quote = { exact: string; start: number };
const copied = (from: number) => (from === NEW || from >= COPY ? from : from + COPY);
