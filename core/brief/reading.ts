import type { PassageKind, Role } from "#core/brief/brief";
import type { Run } from "#core/brief/unwrap";
import { endsSentence, wordCount } from "#core/brief/words";

/** A run while it is being recognised: `role` is null until one of the passes takes it. */
export interface Reading {
  run: Run;
  /** Its words without inline marks. */
  text: string;
  words: number;
  role: Role | null;
  reason: string | null;
}

/** Takes a run for something, with the reason a person may read. */
export function take(reading: Reading, role: Role, reason: string | null): void {
  reading.role = role;
  reading.reason = reason;
}

/**
 * Whether a run is running text: at least twenty words, or a sentence of eight that ends in a full stop. A short
 * question is not: it may be a title.
 */
export function isProse({ run, text, words }: Reading): boolean {
  if (run.lines[0]?.shape === "heading") return false;
  return words >= 20 || (words >= 8 && endsSentence(text) && !/[?؟？]["”»]?$/u.test(text));
}

/** What a run is when it stands in the body, from its shape alone. */
export function bodyKind({ run, text, words }: Reading, next: Reading | undefined): PassageKind {
  const first = run.lines[0];
  const leads =
    next !== undefined &&
    (isProse(next) || next.run.lines[0]?.shape === "list_item" || next.run.lines[0]?.shape === "quote");
  const short =
    words > 0 &&
    words <= 14 &&
    run.lines.length <= 2 &&
    (!endsSentence(text) || /\?$/.test(text)) &&
    !/[,;]$/.test(text);
  switch (first?.shape) {
    case "heading":
      return "heading";
    case "quote":
      return "quote";
    case "list_item":
      return first.marker?.style === "dot" &&
        short &&
        words <= 10 &&
        next !== undefined &&
        isProse(next) &&
        next.run.lines[0]?.shape !== "list_item"
        ? "heading"
        : "list_item";
    default:
  }
  if (words >= 8 && /^[“„«"][^“”„«»"]+[”“»"][.,]?(\s+[—–-]\s.{2,80})?$/u.test(text)) return "quote";
  if (short && leads && (words <= 3 || !/[:：]$/.test(text))) return "heading";
  return "paragraph";
}

/** Wraps runs with their plain words. */
export function readings(runs: readonly Run[], plain: (text: string) => string): Reading[] {
  return runs.map((run) => {
    const text = plain(run.text);
    return { run, text, words: wordCount(text), role: null, reason: null };
  });
}
