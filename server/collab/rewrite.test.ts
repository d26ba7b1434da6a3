import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { RationaleNode } from "#core/rationale";
import { normalised } from "#core/rationale-diff/pieces";
import { rationaleJson, writeRationale } from "#server/collab/rationale-json";
import { rewrite } from "#server/collab/rewrite";
import { paragraph } from "#server/collab/seed-rationale";
import { documentArbitrary } from "#server/rationales/exports/document.arbitrary";

function written(text: RationaleNode): Y.Doc {
  const document = new Y.Doc();
  writeRationale(document, text.content ?? []);
  return document;
}

function copyOf(document: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(document));
  return copy;
}

const doc = (...content: RationaleNode[]): RationaleNode => ({ type: "doc", content });
const wordsOf = (document: Y.Doc): string => JSON.stringify(rationaleJson(document));

describe("rewriting a text into another", () => {
  it("ends in that text, here and where its update is applied, from any text to any other and back", () => {
    fc.assert(
      fc.property(documentArbitrary, documentArbitrary, (before, after) => {
        const document = written(before);
        const elsewhere = copyOf(document);
        for (const text of [after, before]) {
          const update = rewrite(document, text);
          if (update) Y.applyUpdate(elsewhere, update);
          expect(normalised(rationaleJson(document))).toEqual(normalised(text));
          expect(normalised(rationaleJson(elsewhere))).toEqual(normalised(text));
        }
      }),
    );
  });

  it("makes no edit of a text that is so already", () => {
    fc.assert(
      fc.property(documentArbitrary, (text) => {
        expect(rewrite(written(text), structuredClone(text))).toBeNull();
      }),
    );
  });

  it("keeps what somebody writes meanwhile, in a paragraph that changes and in one that does not", () => {
    const document = written(doc(paragraph("The vote is likely to pass."), paragraph("A second reason.")));
    const [elsewhere, other] = [copyOf(document), copyOf(document)];
    const update = rewrite(document, doc(paragraph("The vote is unlikely to pass."), paragraph("A second reason.")));
    writeInto(elsewhere, 0, "Note: ");
    writeInto(other, 1, "Also: ");
    for (const update of [elsewhere, other].map((each) => Y.encodeStateAsUpdate(each))) Y.applyUpdate(document, update);
    expect(update).not.toBeNull();
    expect(wordsOf(document)).toContain("Note: The vote is unlikely to pass.");
    expect(wordsOf(document)).toContain("Also: A second reason.");
  });
});

function writeInto(document: Y.Doc, block: number, words: string): void {
  const element = document.getXmlFragment("default").get(block);
  const text = element instanceof Y.XmlElement ? element.get(0) : null;
  if (!(text instanceof Y.XmlText)) throw new RangeError(`block ${block} must begin with text`);
  text.insert(0, words);
}
