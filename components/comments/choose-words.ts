import type { Editor } from "@tiptap/core";
import type * as Y from "yjs";
import { LONGEST_QUOTE, quoteSpan, quoteWords, wordsOf } from "#core/comment-anchor";
import type { ChosenWords } from "./comment-board";
import { proseOffsets, toSpan } from "./prose-offsets";
import { placeIn, sharedWords } from "./shared-words";

/** What is selected, as words to say something of; or why it cannot be. */
export function chosenWords(editor: Editor, document: Y.Doc): ChosenWords | { refused: string } {
  const { from, to } = editor.state.selection;
  const span = toSpan(proseOffsets(editor.state.doc), from, to);
  const flat = sharedWords(document);
  const said = span && flat.text.slice(span.start, span.end).replace(/\s+/g, " ").trim();
  if (!span || !said) return { refused: "Select the words that the comment is about first." };
  if (said.length > LONGEST_QUOTE) {
    const length = said.length.toLocaleString("en");
    return { refused: `A comment is about at most 2,000 characters, and ${length} are selected. Select fewer.` };
  }
  const quoted = quoteSpan(wordsOf(flat.text), span);
  const place = placeIn(flat, quoted.span);
  return place
    ? { ...place, words: quoteWords(quoted.quote.exact) }
    : { refused: "These words cannot be commented on. Select others." };
}
