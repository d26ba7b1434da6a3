import { positionsOf, sharedText } from "#server/collab/shared-text";
import { AppError } from "#server/platform/errors";
import { readStored } from "#server/rationales/stored-document";

/** Where the words begin, from left to right. */
function* placesOf(text: string, words: string): Generator<number> {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) yield at;
}

/**
 * Where some words stand in a rationale as it is on disk, as a browser that selects them would say it.
 *
 * @param occurrence which of several, from 1; left out where there is only one
 * @throws {AppError} INVALID, naming `quote` or `occurrence`
 */
export async function placeOfWords(
  scenarioId: string,
  words: string,
  occurrence: number | undefined,
): Promise<{ start: string; end: string }> {
  const found = await readStored(scenarioId, (document) => {
    const flat = sharedText(document);
    const places = [...placesOf(flat.text, words)];
    if (occurrence === undefined && places.length > 1) return "several";
    const start = places[(occurrence ?? 1) - 1];
    return start === undefined ? null : positionsOf(flat, { start, end: start + words.length });
  });
  if (found === "several")
    throw new AppError("INVALID", "These words stand there more than once: say which, counted from 1.", "occurrence");
  if (found === null) throw new AppError("INVALID", "These words do not stand in the rationale.", "quote");
  return { start: base64(found.start), end: base64(found.end) };
}

const base64 = (from: Uint8Array): string => Buffer.from(from).toString("base64");
