import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { RATIONALE_FIELD, type RationaleNode } from "#core/rationale";
import { rationaleJson, writeRationale } from "#server/collab/rationale-json";
import { bold, bullets, heading, italic, link, paragraph, quote, text } from "#server/collab/seed-rationale";

const EVERYTHING: RationaleNode[] = [
  paragraph("Plain, ", bold("bold"), italic("italic"), text("both", { type: "bold" }, { type: "italic" }), "."),
  heading("A heading"),
  quote(paragraph("Said by somebody.")),
  bullets("One", "Two"),
  { type: "orderedList", attrs: { start: 3 }, content: [{ type: "listItem", content: [paragraph("Third")] }] },
  { type: "paragraph", content: [text("Before"), { type: "hardBreak" }, link("after", "https://example.org/")] },
  { type: "paragraph" },
];

function roundTrip(content: readonly RationaleNode[]): RationaleNode {
  const document = new Y.Doc();
  writeRationale(document, content);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(document));
  return rationaleJson(copy);
}

describe("the rationale between Yjs and JSON", () => {
  it("comes back as it was, with every node and mark", () => {
    expect(roundTrip(EVERYTHING)).toEqual({ type: "doc", content: EVERYTHING });
  });

  it("keeps nodes and marks that nobody knows", () => {
    const odd: RationaleNode[] = [
      { type: "chip", attrs: { question: "q1" }, content: [paragraph("inside", text("!", { type: "glow" }))] },
    ];
    expect(roundTrip(odd)).toEqual({ type: "doc", content: odd });
  });

  it("reads marks that overlap themselves by their plain name", () => {
    const document = new Y.Doc();
    const paragraphElement = new Y.XmlElement("paragraph");
    const words = new Y.XmlText();
    words.applyDelta([{ insert: "said", attributes: { "comment--AbCd1+/=": { id: 7 } } }]);
    paragraphElement.insert(0, [words]);
    document.getXmlFragment(RATIONALE_FIELD).push([paragraphElement]);
    expect(rationaleJson(document).content?.[0]?.content).toEqual([
      { type: "text", text: "said", marks: [{ type: "comment", attrs: { id: 7 } }] },
    ]);
  });

  it("of an empty document is an empty text", () => {
    expect(rationaleJson(new Y.Doc())).toEqual({ type: "doc", content: [] });
  });
});
