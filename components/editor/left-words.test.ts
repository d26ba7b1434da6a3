import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { RATIONALE_FIELD } from "#core/rationale";
import { unsavedWords } from "./left-words";

function written(...lines: string[]): { document: Y.Doc; texts: Y.XmlText[] } {
  const document = new Y.Doc();
  const texts = lines.map((line) => new Y.XmlText(line));
  const paragraphs = texts.map((text) => {
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [text]);
    return paragraph;
  });
  document.getXmlFragment(RATIONALE_FIELD).insert(0, paragraphs);
  return { document, texts };
}

describe("words that no server has", () => {
  it("are what was typed since everything was saved, whoever wrote the rest", () => {
    const { document, texts } = written("Known to all.", "So is this.");
    const saved = Y.encodeStateVector(document);
    expect(unsavedWords(document, saved)).toBe("");
    texts[0]?.insert(6, "well ");
    texts[1]?.insert(0, "And ");
    texts[1]?.delete(4, 2);
    expect(unsavedWords(document, saved)).toBe("well \nAnd ");
  });

  it("are all of them where nothing is known to be saved, and none that were deleted again", () => {
    const { document, texts } = written("Typed offline.");
    texts[0]?.delete(0, 6);
    expect(unsavedWords(document, null)).toBe("offline.");
  });
});
