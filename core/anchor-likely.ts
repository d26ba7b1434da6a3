/** Words of a text that resemble a quote which no longer stands in it. */
export interface LikelyPlace {
  readonly start: number;
  readonly end: number;
  /** Share of the words that agree, in (0, 1]: 1 − changed words / words of the longer of the two. */
  readonly likeness: number;
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;

/** Less likeness than this is chance: half of the words must agree. */
const LEAST = 0.5;

/**
 * Places of a text whose words are most like a quote's, for a person to choose from: nothing is anchored by likeness
 * alone. Each is found by approximate matching word by word (fewest words inserted, removed or replaced).
 *
 * @param most how many at most
 * @returns the likest first, none overlapping a liker one, none below half of the words
 * @see Sellers, The theory and computation of evolutionary distances, J. Algorithms 1 (1980)
 */
export function likelyPlaces(text: string, exact: string, most = 3): LikelyPlace[] {
  const quote = wordsOf(exact).map(({ word }) => word);
  const words = wordsOf(text);
  if (quote.length === 0 || words.length === 0) return [];
  const ends = fewestChanges(
    quote,
    words.map(({ word }) => word),
  );
  const places = ends.flatMap(({ changes, first }, last): LikelyPlace[] => {
    const [from, to] = [words[first], words[last]];
    if (!from || !to || first > last) return [];
    const likeness = 1 - changes / Math.max(quote.length, last - first + 1);
    return likeness >= LEAST ? [{ start: from.start, end: to.end, likeness }] : [];
  });
  const chosen: LikelyPlace[] = [];
  for (const place of places.toSorted((a, b) => b.likeness - a.likeness || a.start - b.start)) {
    if (chosen.length === most) break;
    if (chosen.every(({ start, end }) => place.end <= start || place.start >= end)) chosen.push(place);
  }
  return chosen;
}

function wordsOf(text: string): { word: string; start: number; end: number }[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
}

/** For each word of the text: the fewest changes that make the quote of words ending there, and where those begin. */
function fewestChanges(quote: readonly string[], words: readonly string[]): { changes: number; first: number }[] {
  let column = Array.from({ length: quote.length + 1 }, (_, i) => ({ changes: i, first: 0 }));
  return words.map((word, j) => {
    const next = [{ changes: 0, first: j + 1 }];
    for (let i = 1; i <= quote.length; i += 1) {
      const [aside, above, before] = [column[i], next[i - 1], column[i - 1]];
      if (!aside || !above || !before) throw new RangeError("a column must reach as far as the quote");
      const steps = [
        { ...before, changes: before.changes + (quote[i - 1] === word ? 0 : 1), first: i === 1 ? j : before.first },
        { ...aside, changes: aside.changes + 1 },
        { ...above, changes: above.changes + 1 },
      ];
      next.push(steps.reduce((best, step) => (step.changes < best.changes ? step : best)));
    }
    column = next;
    return next[quote.length] ?? { changes: quote.length, first: j };
  });
}
