import { getSchema } from "@tiptap/core";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { RationaleNode } from "#core/rationale";
import { rationaleSchema } from "./extensions";
import { MARKS, NODES, RationaleText } from "./rationale-text";

const html = (...content: RationaleNode[]) => renderToStaticMarkup(<RationaleText text={{ type: "doc", content }} />);
const words = (text: string, ...marks: NonNullable<RationaleNode["marks"]>): RationaleNode => ({
  type: "paragraph",
  content: [{ type: "text", text, marks }],
});

describe("the rationale as text", () => {
  it("has a form for exactly what the editor can write", () => {
    const { nodes, marks } = getSchema(rationaleSchema());
    expect(Object.keys(NODES).sort()).toEqual(Object.keys(nodes).sort());
    expect(Object.keys(MARKS).sort()).toEqual(Object.keys(marks).sort());
  });

  it("reads as HTML", () => {
    const list: RationaleNode = { type: "bulletList", content: [{ type: "listItem", content: [words("One")] }] };
    expect(html(words("So", { type: "bold" }, { type: "italic" }), list)).toBe(
      "<p><em><strong>So</strong></em></p><ul><li><p>One</p></li></ul>",
    );
  });

  it("escapes what looks like HTML", () => {
    expect(html(words("<script>alert(1)</script>"))).toBe("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", " java\tscript:alert(1)"])("leads nowhere by %j", (href) => {
    expect(html(words("here", { type: "link", attrs: { href } }))).toBe("<p>here</p>");
  });

  it("keeps the words of what it does not know, also of what is called like a built-in", () => {
    const odd = (type: string): RationaleNode => ({ type, content: [words("kept", { type })] });
    expect(html(odd("mystery"), odd("constructor"), odd("__proto__"), odd("toString"))).toBe("<p>kept</p>".repeat(4));
  });
});
