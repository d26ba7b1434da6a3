import { describe, expect, it } from "vitest";
import { mentionOf, namedMember, type Palette } from "#core/rationale-references";
import { askingFor, matching } from "./palette";

const ID = "0198c5a0-7c00-7000-8000-00000000000";
const PALETTE: Palette = {
  members: [
    { id: `${ID}1`, name: "Ana Peña" },
    { id: `${ID}2`, name: "Jan Peters" },
  ],
  questions: [{ id: `${ID}3`, title: "Will a treaty be signed?", scenario: "2. The alliance becomes formal" }],
  brief: "A brief",
  version: `${ID}4`,
  passages: [
    { number: 1, start: 0, end: 9, text: "Chapter 2" },
    {
      number: 2,
      start: 11,
      end: 400,
      text: `${"Long words before. ".repeat(15)}The rocket flew. ${"And after. ".repeat(9)}`,
    },
    { number: 12, start: 402, end: 420, text: "The rocket landed" },
  ],
  notes: [{ number: 2, text: "Record of the visit" }],
};
const titles = (kind: "member" | "question" | "words", query: string) =>
  matching(PALETTE, kind, query).map(({ title }) => title);

describe("asking for a reference by typing", () => {
  it.each([
    ["@an", "member", "an"],
    ["so (@jan pe", "member", "jan pe"],
    ["see #treaty", "question", "treaty"],
    ["/", "question", ""],
    ["as in [12", "words", "12"],
    ["as in ¶", "words", ""],
  ])("%j", (before, kind, query) => {
    expect(askingFor(before)).toEqual({ kind, query, length: query.length + 1 });
  });

  it.each(["mail@an", "and/or", "@ an", "[1] said", "a long way after @an she went home and slept well", "##", ""])(
    "not %j",
    (before) => {
      expect(askingFor(before)).toBeNull();
    },
  );
});

describe("what answers to typed words", () => {
  it("is found by any words in any order, accents and case aside, beginnings first", () => {
    expect(titles("member", "pena")).toEqual(["Ana Peña"]);
    expect(titles("member", "pe")).toEqual(["Ana Peña", "Jan Peters"]);
    expect(titles("member", "jan")).toEqual(["Jan Peters"]);
    expect(titles("question", "alliance SIGNED")).toEqual(["Will a treaty be signed?"]);
    expect(titles("words", "nothing like it")).toEqual([]);
  });

  it("is the passage and the note of a number before words that hold it", () => {
    expect(titles("words", "2")).toEqual(["¶2", "note 2", "¶12", "¶1"]);
    expect(titles("words", "12")).toEqual(["¶12"]);
  });

  it("shows the piece of a long passage in which the words stand", () => {
    expect(matching(PALETTE, "words", "rocket flew")[0]?.more).toMatch(/^….*The rocket flew/);
  });

  it("is inserted as ids alone, each mention as one of its own", () => {
    const [ana] = matching(PALETTE, "member", "ana");
    const [first, second] = [ana?.node(), ana?.node()];
    expect(mentionOf(first?.attrs)).toBe(`${ID}1`);
    expect(namedMember(first?.attrs)?.mark).not.toBe(namedMember(second?.attrs)?.mark);
    expect(matching(PALETTE, "question", "treaty")[0]?.node()).toEqual({ type: "chip", attrs: { question: `${ID}3` } });
    expect(matching(PALETTE, "words", "landed")[0]?.node()).toEqual({
      type: "citation",
      attrs: { version: `${ID}4`, start: 402, end: 420, exact: "The rocket landed" },
    });
  });
});
