import { describe, expect, it } from "vitest";
import { chipOf, citationKey, citationOf, mentionOf, namedMember, referencesIn } from "#core/rationale-references";

const ID = "0198c5a0-7c00-7000-8000-000000000001";
const OTHER = "0198c5a0-7c00-7000-8000-000000000002";
const place = { version: ID, start: 3, end: 9, exact: "a word" };

describe("what a node points at", () => {
  it("a citation points at words or at a note, and leaves null what it does not use", () => {
    expect(citationOf({ ...place, source: null })).toEqual({ kind: "passage", ...place });
    expect(citationOf({ version: ID, source: 4, start: null, end: null, exact: null })).toEqual({
      kind: "source",
      version: ID,
      source: 4,
    });
  });

  it("a mention that somebody typed is told from every other by its mark; one without was not typed", () => {
    expect(namedMember({ member: ID, mark: OTHER })).toEqual({ member: ID, mark: OTHER });
    for (const attrs of [
      { member: ID },
      { member: ID, mark: null },
      { member: ID, mark: "again" },
      { mark: OTHER },
      null,
    ])
      expect(namedMember(attrs)).toBeNull();
    expect(mentionOf({ member: ID, mark: null })).toBe(ID);
  });

  it.each([
    null,
    {},
    { ...place, version: "brief" },
    { ...place, start: 9 },
    { ...place, start: -1 },
    { ...place, start: 0.5 },
    { ...place, exact: "" },
    { ...place, exact: "x".repeat(2_001) },
    { version: ID, source: 0 },
  ])("%j cites nothing", (attrs) => {
    expect(citationOf(attrs)).toBeNull();
  });

  it("a mention names a member, a chip a question", () => {
    expect(mentionOf({ member: ID })).toBe(ID);
    expect(mentionOf({ member: "Analyst 1" })).toBeNull();
    expect(chipOf({ question: ID })).toBe(ID);
    expect(chipOf({ question: 0.35 })).toBeNull();
  });
});

it("a text's references are found at any depth, each once, in order", () => {
  const cite = (start: number) => ({ type: "citation", attrs: { ...place, start } });
  const text = {
    type: "doc",
    content: [
      {
        type: "blockquote",
        content: [{ type: "paragraph", content: [cite(1), { type: "chip", attrs: { question: ID } }] }],
      },
      {
        type: "paragraph",
        content: [cite(2), cite(1), { type: "mention", attrs: { member: OTHER } }, { type: "mention" }],
      },
    ],
  };
  const { citations, members, questions } = referencesIn(text);
  expect(citations.map(citationKey)).toEqual([`${ID} 1 9`, `${ID} 2 9`]);
  expect(members).toEqual([OTHER]);
  expect(questions).toEqual([ID]);
});
