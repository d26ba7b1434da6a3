import { describe, expect, it } from "vitest";
import { helloToken, RationaleNode, rationaleName, readHello, safeHref, scenarioOfName } from "#core/rationale";

const scenarioId = "0198c5a0-7c00-7000-8000-000000000001";

describe("document names", () => {
  it("lead to the scenario and back", () => {
    expect(scenarioOfName(rationaleName(scenarioId))).toBe(scenarioId);
  });

  it.each([
    "",
    scenarioId,
    `brief:${scenarioId}`,
    `rationale:${scenarioId} `,
    `rationale:${scenarioId.toUpperCase()}`,
    "rationale:../1",
  ])("%j is no rationale", (name) => {
    expect(scenarioOfName(name)).toBeNull();
  });
});

describe("what an editor says at connect", () => {
  it("is its schema, its number and the generation of its text, the first unless said", () => {
    const stated = { schema: 7, editor: 4294967295 };
    expect(readHello(helloToken(stated))).toEqual({ ...stated, generation: 0 });
    expect(readHello(helloToken({ ...stated, generation: 2 }))).toEqual({ ...stated, generation: 2 });
  });

  it.each(["", "schema:1", "schema: editor:1", "schema:-1 editor:1", "schema:1 editor:x", "Bearer x"])(
    "%j says nothing",
    (token) => {
      expect(readHello(token)).toBeNull();
    },
  );
});

describe("links", () => {
  it.each([
    ["https://example.org/a?b=c", "https://example.org/a?b=c"],
    [" http://example.org", "http://example.org/"],
    ["mailto:desk@example.org", "mailto:desk@example.org"],
  ])("%j is kept", (href, kept) => {
    expect(safeHref(href)).toBe(kept);
  });

  it.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "data:text/html,<script>",
    "vbscript:x",
    "file:///etc/passwd",
    "/relative",
    "example.org",
    "",
    null,
    undefined,
    7,
  ])("%j is refused", (href) => {
    expect(safeHref(href)).toBeNull();
  });
});

describe("nodes", () => {
  it("are read to any depth and keep unknown types", () => {
    const doc = { type: "doc", content: [{ type: "mystery", content: [{ type: "text", text: "kept" }] }] };
    expect(RationaleNode.parse(doc)).toEqual(doc);
  });

  it("without a type are refused", () => {
    expect(RationaleNode.safeParse({ type: "doc", content: [{ text: "?" }] }).success).toBe(false);
  });
});
