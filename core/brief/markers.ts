import type { BriefDraft, NoteMarker, Passage } from "#core/brief/brief";
import { romanValue, superscriptValue } from "#core/brief/lines";

/**
 * Where passages refer to numbered notes: [1], [1, 2], [1–3], [^1], [iv] and superscripts always; (1) and bare figures
 * after a full stop (superscripts that lost their height in copying) only where `notes` has that number and, for bare
 * figures, where they count up through the text. Markers keep their place in the text: they are part of its words.
 *
 * @param notes numbers of the notes at hand
 * @param style how the notes themselves write their numbers
 */
export function findMarkers(
  passages: readonly Pick<Passage, "text">[],
  notes: ReadonlySet<number>,
  style: BriefDraft["noteStyle"],
): NoteMarker[] {
  const sure = passages.flatMap(({ text }, passage) =>
    [...bracketed(text), ...superscripts(text)].map((m) => ({ passage, ...m })),
  );
  if (notes.size === 0 || sure.some(({ number }) => notes.has(number))) return inOrder(sure);
  const round =
    style === "bracket"
      ? []
      : passages.flatMap(({ text }, passage) => parenthesised(text, notes).map((m) => ({ passage, ...m })));
  if (round.length > 0) return inOrder([...sure, ...round]);
  return inOrder([...sure, ...flattened(passages, notes)]);
}

type Found = Omit<NoteMarker, "passage">;

function* bracketed(text: string): Generator<Found> {
  for (const match of text.matchAll(/\[\^?(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]/gu)) {
    const end = match.index + match[0].length;
    for (const number of numbersOf(match[1] ?? "")) yield { start: match.index, end, number };
  }
  for (const match of text.matchAll(/\[([ivx]{1,6})\]/gu)) {
    const number = romanValue(match[1] ?? "");
    if (number !== null) yield { start: match.index, end: match.index + match[0].length, number };
  }
}

function* superscripts(text: string): Generator<Found> {
  for (const match of text.matchAll(/(?<![\p{N}⁰¹²³⁴-⁹])(?<!(?:^|[\s\d])(?:k?m|cm|mm|км|м))[⁰¹²³⁴-⁹]{1,3}/gu))
    yield { start: match.index, end: match.index + match[0].length, number: superscriptValue(match[0]) };
}

function parenthesised(text: string, notes: ReadonlySet<number>): Found[] {
  return [...text.matchAll(/(?<=[\p{L}\p{P}]\s?)\((\d{1,3})\)/gu)]
    .map((match) => ({ start: match.index, end: match.index + match[0].length, number: Number(match[1]) }))
    .filter(({ number }) => notes.has(number));
}

function flattened(passages: readonly Pick<Passage, "text">[], notes: ReadonlySet<number>): NoteMarker[] {
  const found: NoteMarker[] = [];
  let highest = 0;
  passages.forEach(({ text }, passage) => {
    for (const match of text.matchAll(/(?<=\p{L}[”"»’')]?[.,;:!?][”"»’')]?|\p{L}[”"»])(\d{1,3})(?=\s|$)/gu)) {
      const number = Number(match[1]);
      if (!notes.has(number) || number > highest + 1) continue;
      highest = Math.max(highest, number);
      found.push({ passage, start: match.index, end: match.index + match[0].length, number });
    }
  });
  return found;
}

function numbersOf(list: string): number[] {
  return list.split(/[,;]/).flatMap((item) => {
    const [from = 0, to = from] = item.split(/[–-]/).map(Number);
    return to >= from && to - from < 20 ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [from];
  });
}

function inOrder(markers: NoteMarker[]): NoteMarker[] {
  return markers.sort((a, b) => a.passage - b.passage || a.start - b.start || a.number - b.number);
}
