import { type Anchor, anchorSpan } from "#core/anchor";
import { canonicalText, type Passage, passageStarts, type Source } from "#core/brief/brief";
import { applyDecisions, type Decision } from "#core/brief/decisions";
import { readBrief } from "#core/brief/read-brief";

/** A brief of a world file as it is stored. */
export interface ReadText {
  passages: Passage[];
  sources: Source[];
  text: string;
  starts: number[];
}

/**
 * Splits a brief's text into passages and numbered notes. Unlike a pasted web page nothing is cut: nobody is there to
 * take a cut back, and the file says that all of it is the brief. Only a line that repeats the title is left out.
 */
export function readText(text: string, title: string): ReadText {
  const draft = readBrief(text);
  const noted = draft.blocks.some(({ notes }) => notes.length > 0);
  const decisions: Record<number, Decision> = {};
  for (const { id, role, text: words, notes } of draft.blocks) {
    const aside = notes.length > 0 || (noted && role === "notes_heading") || (role === "title" && words === title);
    decisions[id] = aside ? "keep" : "body";
  }
  const { passages, sources } = applyDecisions(draft, decisions);
  const numbered = new Map(sources.map((source) => [source.number, source]));
  return {
    passages,
    sources: [...numbered.values()],
    text: canonicalText(passages),
    starts: passageStarts(passages),
  };
}

/** Writes passages and notes as a text that {@link readText} splits into the same ones. */
export function writeText(passages: readonly Passage[], sources: readonly Pick<Source, "number" | "text">[]): string {
  const body = passages.map(({ kind, text }) => `${MARK[kind](text)}${text}`);
  const notes = sources.map(({ number, text }) => `[${number}] ${text}`);
  return [...body, ...(notes.length > 0 ? ["Notes", ...notes] : [])].join("\n\n");
}

const MARK: Record<Passage["kind"], (text: string) => string> = {
  paragraph: () => "",
  heading: () => "## ",
  quote: () => "> ",
  // A numbered item carries its number in its words.
  list_item: (text) => (/^[([]?(\d{1,3}|[a-z]{1,4})[.)\]]/iu.test(text) ? "" : "- "),
};

/**
 * Anchors quoted words in a brief's text: the very words, or the same words with other spaces and line ends, at their
 * first place. Null where they do not stand there.
 */
export function anchorQuote(text: string, quote: string): Anchor | null {
  const exact = text.indexOf(quote);
  if (exact !== -1) return anchorSpan(text, exact, exact + quote.length);
  const words = quote.normalize("NFC").split(/\s+/u).filter(Boolean);
  const pattern = new RegExp(words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/gu, "\\$&")).join("\\s+"), "u");
  const match = words.length > 0 ? pattern.exec(text) : null;
  return match ? anchorSpan(text, match.index, match.index + match[0].length) : null;
}
