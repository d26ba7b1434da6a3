import { anchorSpan, contextsOf, ENOUGH, type QuoteContext } from "#core/anchor";
import { UNIT } from "#core/flat-text";

/**
 * Where the words are that somebody commented on. Two things know: the identity that their first and last letter have in the
 * shared document, and the quote. Letters keep their identity while others write around and inside them; they lose it where they are
 * deleted and come back (an undo, a restored version, a line split in two), and then the quote finds them again. In doubt
 * a comment is orphaned: one that silently speaks of other words is worse than one that says it has lost its own.
 *
 * Runs of white space count as one space: a line break put into a quote leaves it the same words.
 */
export interface Quote {
  /** Never blank; at most {@link LONGEST_QUOTE} units. */
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** In how many places its words stood when it was written, itself among them, … */
  readonly stood: number;
  /** … how many of these looked like it, … */
  readonly alike: number;
  /** … and how many had all of its context. */
  readonly twins: number;
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Longest quote, in UTF-16 code units. */
export const LONGEST_QUOTE = 2_000;
/** Words of a span that are compared one by one; of a longer one only its beginning and end. */
const COMPARED = 2_000;

/** A text with its white space in order, made once for all quotes that are looked for in it. */
export interface Words {
  readonly text: string;
  /** For each unit of `text` its offset in the text it was made of, and the length of that at the end. */
  readonly from: Int32Array;
}

export function wordsOf(text: string): Words {
  const from = new Int32Array(text.length + 1);
  let words = "";
  for (const [run] of text.matchAll(/\s+|\S+/g)) {
    const blank = /^\s/.test(run);
    const at = from[words.length] ?? 0;
    if (blank) {
      from[words.length] = at;
      words += " ";
    } else {
      for (let i = 0; i < run.length; i += 1) from[words.length + i] = at + i;
      words += run;
    }
    from[words.length] = at + run.length;
  }
  return { text: words, from: from.slice(0, words.length + 1) };
}

/**
 * Quotes a span of a text.
 *
 * @returns the quote and the span without the white space and half letters at its ends
 * @throws {RangeError} where the span holds no words or more than {@link LONGEST_QUOTE} units of them
 */
export function quoteSpan(words: Words, span: Span): { quote: Quote; span: Span } {
  const { start, end } = trimmed(words, inWords(words, span));
  if (start >= end) throw new RangeError("the span holds no words");
  if (end - start > LONGEST_QUOTE) throw new RangeError(`the span holds ${end - start} characters`);
  const { exact, prefix, suffix } = anchorSpan(words.text, start, end);
  const places = contextsOf(words.text, { exact, prefix, suffix });
  const alike = places.filter(looksAlike);
  const twins = alike.filter(({ whole }) => whole).length;
  return {
    quote: { exact, prefix, suffix, stood: places.length, alike: alike.length, twins },
    span: outside(words, { start, end }),
  };
}

/**
 * Where a quote is now, or null where it is orphaned.
 *
 * 1. Its letters hold exactly its words: there.
 * 2. Its words stand, whole, over what is left of its letters (a line was broken inside it): there.
 * 3. Its letters hold at least half of it still (somebody edited inside it): there, whatever they say now.
 * 4. Its words came back: they stand in no fewer places than they did (or another could have taken its place), and one alone can
 *    be theirs. Where they stood once, they stand once, with some of their context. Where one place looked like it, on both sides,
 *    one does now. Where several did, but one with all of the context, one has all of it now, and no fewer look like it.
 *
 * @param span from the first to the last of its letters that is left, as the shared document tells; null where none is
 */
export function placeOfQuote(words: Words, quote: Quote, span: Span | null): Span | null {
  const held = span && trimmed(words, inWords(words, span));
  const left = held && held.start < held.end ? held : null;
  const now = left && words.text.slice(left.start, left.end);
  if (left && now === quote.exact) return outside(words, left);
  const again = quote.exact === "" ? null : findAgain(words.text, quote);
  if (left && now !== null) {
    if (again && again.start < left.end && left.start < again.end) return outside(words, again);
    if (stillHolds(quote.exact, now)) return outside(words, left);
  }
  return again && outside(words, again);
}

function findAgain(text: string, quote: Quote): Span | null {
  const places = contextsOf(text, quote);
  if (places.length < quote.stood) return null;
  const alike = places.filter(looksAlike);
  const whole = alike.filter((place) => place.whole);
  const once = quote.stood === 1 && places.length === 1 ? places.find(({ agreed }) => agreed >= ENOUGH) : undefined;
  const only = quote.alike === 1 && alike.length === 1 ? alike[0] : undefined;
  const told = quote.twins === 1 && whole.length === 1 && alike.length >= quote.alike ? whole[0] : undefined;
  const place = once ?? only ?? told;
  return place ? { start: place.at, end: place.at + quote.exact.length } : null;
}

/** On both sides: of two equal words in a row the first has the context of the second behind it as soon as that is gone. */
const looksAlike = ({ before, behind, whole }: QuoteContext): boolean =>
  whole || (before * 2 >= ENOUGH && behind * 2 >= ENOUGH);

/** Whether at least half of a quote is left in what stands in its place: at the two ends of it, or word by word. */
function stillHolds(exact: string, now: string): boolean {
  const ends = agreeingEnds(exact, now);
  if (ends * 2 >= exact.length) return true;
  const before = exact.split(" ");
  const after = now.split(" ");
  if (after.length > COMPARED) return false;
  return longestCommon(before, after) * 4 >= before.length + after.length;
}

/** Units at the beginning and at the end of two texts that agree, none counted twice. */
function agreeingEnds(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  return head + tail;
}

/** Length of the longest sequence of words that both hold in this order. */
function longestCommon(a: readonly string[], b: readonly string[]): number {
  let row = new Int32Array(b.length + 1);
  for (const word of a) {
    const next = new Int32Array(b.length + 1);
    for (let i = 0; i < b.length; i += 1)
      next[i + 1] = b[i] === word ? (row[i] ?? 0) + 1 : Math.max(row[i + 1] ?? 0, next[i] ?? 0);
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** A span of the text as one of its words. */
function inWords({ from }: Words, { start, end }: Span): Span {
  return { start: firstAtLeast(from, start), end: firstAtLeast(from, end) };
}

function outside({ from }: Words, { start, end }: Span): Span {
  const last = from[end - 1] ?? 0;
  return { start: from[start] ?? 0, end: last + 1 };
}

function trimmed({ text }: Words, { start, end }: Span): Span {
  let [from, to] = [start, Math.min(end, text.length)];
  if (isSecondHalf(text, from)) from -= 1;
  if (isSecondHalf(text, to)) to += 1;
  while (from < to && text[from] === " ") from += 1;
  while (to > from && text[to - 1] === " ") to -= 1;
  return { start: from, end: to };
}

const isSecondHalf = (text: string, at: number): boolean =>
  at > 0 && at < text.length && /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));

/** Index of the first value that is at least `value`, in an ascending list. */
function firstAtLeast(list: Int32Array, value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The words of a quote as they are shown: what is no letter is an ellipsis in brackets. */
export const quoteWords = (exact: string): string => exact.replaceAll(UNIT, "[…]");
