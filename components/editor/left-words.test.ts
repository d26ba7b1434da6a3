import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { RATIONALE_FIELD } from "#core/rationale";
import { unsavedWords } from "./left-words";
import { serverHas } from "./server-has";

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
    const saved = serverHas(null);
    saved.everything(document);
    expect(unsavedWords(document, saved.clocks)).toBe("");
    texts[0]?.insert(6, "well ");
    texts[1]?.insert(0, "And ");
    texts[1]?.delete(4, 2);
    expect(unsavedWords(document, saved.clocks)).toBe("well \nAnd ");
  });

  it("are all of them where nothing is known to be saved, and none that were deleted again", () => {
    const { document, texts } = written("Typed offline.");
    texts[0]?.delete(0, 6);
    expect(unsavedWords(document, new Map())).toBe("offline.");
  });

  it("are not those that came from the server meanwhile, nor what was kept as known to it", () => {
    const { document, texts } = written("Known to all.");
    const saved = serverHas(null);
    saved.everything(document);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(document));
    const heard: Uint8Array[] = [];
    other.on("update", (update) => void heard.push(update));
    const paragraph = other.getXmlFragment(RATIONALE_FIELD).get(0);
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
    if (text instanceof Y.XmlText) text.insert(0, "Theirs. ");
    for (const update of heard) {
      Y.applyUpdate(document, update);
      saved.heard(update);
    }
    texts[0]?.insert(0, "Mine. ");
    expect(texts[0]?.toString()).toBe("Mine. Theirs. Known to all.");
    expect(unsavedWords(document, serverHas(saved.encoded()).clocks)).toBe("Mine. ");
  });
});
