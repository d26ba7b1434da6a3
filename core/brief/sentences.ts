/** Half open span in UTF-16 code units. */
export interface Span {
  start: number;
  end: number;
}

/** Abbreviations after which a full stop ends no sentence, folded to lower case. */
const ABBREVIATIONS = new Set(
  "dr prof mr mrs ms st gen lt col sgt capt adm sen rep gov amb rev hon inc ltd co corp dept est vs etc cf al fig no nos vol pp ed eds approx ca jan feb mar apr jun jul aug sep sept oct nov dec doç yrd öğr bkz örn vb vd s sf г гг стр см рис им т д др проф доц акад руб млн млрд тыс bzw usw ggf nr abs hr fr sr sra av".split(
    " ",
  ),
);

const END =
  /[.!?…。！？؟]+["”“»’')\]]*(?:\s?(?:\[\^?\d{1,3}(?:[,–-]\s?\d{1,3})*\]|\(\d{1,3}\)|[⁰¹²³⁴-⁹]+|\d{1,2}(?=\s)))*/gu;

/**
 * Splits a passage into sentences, note markers staying with the sentence before. A full stop after an abbreviation,
 * an initial or before a lower-case letter ends none.
 */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length;
    if (end <= start || !endsHere(text, match.index, end)) continue;
    push(spans, text, start, end);
    start = end;
  }
  push(spans, text, start, text.length);
  return spans;
}

function endsHere(text: string, stop: number, end: number): boolean {
  const after = text.slice(end, end + 3);
  if (/^[。！？]/.test(text.slice(stop, stop + 1))) return true;
  if (after !== "" && !/^\s/.test(after)) return false;
  if (/^\s+\p{Ll}/u.test(after)) return false;
  if (text[stop] !== "." || end - stop > 1) return true;
  const word = /[\p{L}\p{M}]+$/u.exec(text.slice(Math.max(0, stop - 24), stop))?.[0] ?? "";
  if (word === "") return true;
  if (/^\p{Lu}$/u.test(word) && after.trim() !== "") return false;
  return !ABBREVIATIONS.has(word.toLowerCase()) || after.trim() === "";
}

function push(spans: Span[], text: string, start: number, end: number): void {
  const words = text.slice(start, end);
  const lead = words.length - words.trimStart().length;
  if (words.trim() !== "") spans.push({ start: start + lead, end: start + words.trimEnd().length });
}
