/**
 * A quoted span of one version of a brief: a W3C Web Annotation TextQuoteSelector (`exact`, `prefix`, `suffix`) with
 * a TextPositionSelector (`start`, `end`).
 *
 * Offsets are UTF-16 code units of the version's canonical text (see `canonicalText` in core/brief/brief), half open
 * [start, end). No boundary splits a surrogate pair. Prefix and suffix hold up to {@link CONTEXT} units; a shorter
 * one means that the text began or ended there.
 */
export interface Anchor {
  exact: string;
  prefix: string;
  suffix: string;
  start: number;
  end: number;
}

/** Length of prefix and suffix in UTF-16 code units, before shortening by one to keep a surrogate pair whole. */
export const CONTEXT = 32;

/** Units of context, both sides together, that must agree before a re-found quote counts as the same place. */
export const ENOUGH = 16;

/** Units of context by which a candidate has to lead: letters that are like by chance must not decide between two places. */
const CLEARLY = 8;

/** How far surroundings are compared when words stood several times. */
const FAR = 1_000;

/**
 * Anchors the span [start, end) of a text.
 *
 * @throws {RangeError} if the offsets are not integers inside the text, the span is blank, or a boundary falls inside
 *   a surrogate pair
 */
export function anchorSpan(text: string, start: number, end: number): Anchor {
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end > text.length || start >= end)
    throw new RangeError(`span must satisfy 0 ≤ start < end ≤ ${text.length}, got [${start}, ${end})`);
  for (const at of [start, end])
    if (splitsPair(text, at)) throw new RangeError(`offset ${at} falls inside a surrogate pair`);
  const exact = text.slice(start, end);
  if (exact.trim() === "") throw new RangeError(`span [${start}, ${end}) holds no words`);
  let from = Math.max(0, start - CONTEXT);
  if (splitsPair(text, from)) from += 1;
  let to = Math.min(text.length, end + CONTEXT);
  if (splitsPair(text, to)) to -= 1;
  return { exact, prefix: text.slice(from, start), suffix: text.slice(end, to), start, end };
}

/** Words that stand in more places than this name none of them, and comparing each with each would take for ever. */
const MOST_PLACES = 1_000;

/**
 * Finds an anchor again in a text, or says that it is orphaned. It returns a span only where the very same words
 * stand in what can be shown to be the same place; in doubt it orphans, since a quote that silently moves to other
 * words is worse than one that asks for help.
 *
 * 1. With `previous` (the text it was anchored in): a span that lies wholly in the unchanged beginning or ending of
 *    the text moves with it, however often its words recur. A quote that stood once in `previous` and stands once in
 *    `text` is found, whatever became of its surroundings, unless it is so short that it may have been written anew.
 *    Of words that stood several times, an occurrence counts only if it clearly shares more of its surroundings with the
 *    anchored place than with any other place where they stood: else it is that other place.
 * 2. Otherwise each occurrence of the exact words is a candidate if its context agrees: all of the prefix, or all of
 *    the suffix, or at least {@link ENOUGH} code units of both together, counted from the quote outwards. A
 *    shortened prefix (suffix) agrees as a whole only where the text begins (ends) with it.
 * 3. Of several candidates the one with clearly most agreeing context is found, by {@link CLEARLY} units or more. Else
 *    it is the one at the recorded position if none agrees more and both its contexts are whole, or the anchor is orphaned.
 *
 * Words that began or ended at a word's boundary are found at one only: “the art” does not stand in “the artists”.
 */
export function findAnchor(
  text: string,
  anchor: Anchor,
  previous?: string,
): { start: number; end: number } | "orphaned" {
  const { exact, start, end } = anchor;
  if (exact === "") throw new RangeError("an anchor must quote something");
  const found = (at: number) => ({ start: at, end: at + exact.length });
  let places = placesOf(text, anchor);
  if (places.length === 0) return "orphaned";

  const recurs = places.length > MOST_PLACES;
  if (previous !== undefined && previous.slice(start, end) === exact) {
    const head = agreeing(previous, text, 0, 0, 1);
    if (end <= head && places.includes(start)) return found(start);
    const tail = agreeing(previous, text, previous.length - 1, text.length - 1, -1);
    const moved = start + text.length - previous.length;
    // Of words that recur the ending has to begin before them: what was inserted in front may end with the same words.
    const room = places.length > 1 ? CLEARLY : 0;
    if (start - room >= previous.length - tail && places.includes(moved)) return found(moved);
    if (recurs) return "orphaned";
    const others = occurrences(previous, exact).filter((at) => at !== start);
    if (others.length > MOST_PLACES) return "orphaned";
    const only = places.length === 1 ? places[0] : undefined;
    const shared = (at: number, was: number) => contextShared(text, at, previous, was, exact.length);
    // A few letters may have gone and been written anew elsewhere: they need some of their surroundings.
    if (only !== undefined && others.length === 0 && exact.length + shared(only, start) >= ENOUGH) return found(only);
    places = places.filter((at) => others.every((was) => shared(at, was) + ENOUGH <= shared(at, start)));
  }

  if (recurs) return "orphaned";
  const candidates = contextsOf(text, anchor).filter(({ at, accepted }) => accepted && places.includes(at));
  const [first, second] = candidates.toSorted((a, b) => b.agreed - a.agreed);
  if (first === undefined) return "orphaned";
  if (second === undefined || first.agreed >= second.agreed + CLEARLY) return found(first.at);
  const top = candidates.filter(({ agreed }) => agreed === first.agreed);
  return top.some(({ at, whole }) => at === start && whole) ? found(start) : "orphaned";
}

/** One place where the exact words of an anchor stand. */
export interface QuoteContext {
  at: number;
  /** Units of context that agree before it, behind it, and both together. */
  before: number;
  behind: number;
  agreed: number;
  /** All of prefix and suffix agree. */
  whole: boolean;
  /** Enough agrees to call it the same place (rule 2 of {@link findAnchor}). */
  accepted: boolean;
}

/** Every place where the exact words stand, overlapping ones included, with how far their context agrees. */
export function contextsOf(text: string, anchor: Pick<Anchor, "exact" | "prefix" | "suffix">): QuoteContext[] {
  if (anchor.exact === "") throw new RangeError("an anchor must quote something");
  return placesOf(text, anchor).map((at) => contextOf(text, anchor, at));
}

function contextOf(
  text: string,
  { exact, prefix, suffix }: Pick<Anchor, "exact" | "prefix" | "suffix">,
  at: number,
): QuoteContext {
  const after = at + exact.length;
  const before = Math.min(prefix.length, agreeing(prefix, text, prefix.length - 1, at - 1, -1));
  const behind = Math.min(suffix.length, agreeing(suffix, text, 0, after, 1));
  // A context shorter than full length recorded that the text began or ended there: a chance letter is no agreement.
  const short = CONTEXT - 1;
  const prefixWhole = before === prefix.length && (prefix.length >= short || at === prefix.length);
  const suffixWhole = behind === suffix.length && (suffix.length >= short || after + suffix.length === text.length);
  return {
    at,
    before,
    behind,
    agreed: before + behind,
    whole: prefixWhole && suffixWhole,
    accepted: prefixWhole || suffixWhole || before + behind >= ENOUGH,
  };
}

/** How many code units round a span of `text` and one of `previous` agree, up to {@link FAR} on each side. */
function contextShared(text: string, at: number, previous: string, was: number, length: number): number {
  const before = Math.min(FAR, agreeing(text, previous, at - 1, was - 1, -1));
  return before + Math.min(FAR, agreeing(text, previous, at + length, was + length, 1));
}

/** How many code units agree, walking `a` from `i` and `b` from `j` in the same direction. */
function agreeing(a: string, b: string, i: number, j: number, step: 1 | -1): number {
  let n = 0;
  for (; i >= 0 && j >= 0 && i < a.length && j < b.length && a[i] === b[j]; i += step, j += step) n += 1;
  return n;
}

/** Every start of `exact` in `text`, overlapping ones included, none inside a surrogate pair. */
function occurrences(text: string, exact: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1))
    if (!splitsPair(text, at) && !splitsPair(text, at + exact.length)) places.push(at);
  return places;
}

/** Where the words of an anchor stand as words: not inside longer ones, unless the anchor itself was. */
function placesOf(text: string, { exact, prefix, suffix }: Pick<Anchor, "exact" | "prefix" | "suffix">): number[] {
  const opens = !joins(prefix, exact);
  const closes = !joins(exact, suffix);
  return occurrences(text, exact).filter((at) => {
    const after = at + exact.length;
    if (opens && joins(text.slice(Math.max(0, at - 2), at), exact)) return false;
    return !(closes && joins(exact, text.slice(after, after + 2)));
  });
}

/** Whether a word goes on from one text into the next. */
function joins(before: string, after: string): boolean {
  return /[\p{L}\p{M}\p{N}]$/u.test(before) && /^[\p{L}\p{M}\p{N}]/u.test(after);
}

function splitsPair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}
