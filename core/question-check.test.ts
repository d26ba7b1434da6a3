import { describe, expect, test } from "vitest";
import { type QuestionDraft, questionFlags } from "#core/question-check";

const NOW = Date.UTC(2026, 0, 1);
const SOUND: QuestionDraft = {
  title: "Will the two governments sign a fisheries treaty by 31 December 2027?",
  criteria:
    "Yes if both governments publish the signed text of a treaty on fisheries on or before that day. A memorandum of understanding does not count.",
  source: "Official Journal of either government",
  opensAt: NOW,
  closesAt: Date.UTC(2027, 11, 31),
};

const flags = (change: Partial<QuestionDraft>) =>
  questionFlags({ ...SOUND, ...change }, NOW).map(({ field, rule }) => `${field}: ${rule}`);

describe("a question that can be resolved", () => {
  test("has nothing flagged", () => {
    expect(flags({})).toEqual([]);
  });

  test("May is a month, may is a doubt", () => {
    expect(flags({ title: "Will it open by 3 May 2027?" })).toEqual([]);
    expect(flags({ title: "Will it be said that it may open in 2027?" })).toEqual(["title: vague"]);
  });
});

describe("flags", () => {
  test.each([
    ["no date in the wording", { title: "Will the treaty be signed?" }, ["title: no-date"]],
    ["not asked", { title: "The treaty is signed in 2027." }, ["title: no-question"]],
    ["a vague word in the title", { title: "Will trade grow significantly in 2027?" }, ["title: vague"]],
    ["a vague time", { title: "Will the treaty be signed soon after 2026?" }, ["title: vague"]],
    ["no source", { source: "  " }, ["source: no-source"]],
    ["no criteria", { criteria: "" }, ["criteria: no-criteria"]],
    ["short criteria", { criteria: "If it is signed." }, ["criteria: short-criteria"]],
    ["close before open", { closesAt: NOW - 1 }, ["closesAt: clocks"]],
    ["a close that has passed", { opensAt: NOW - 10, closesAt: NOW - 1 }, ["closesAt: past"]],
  ])("%s", (_what, change, expected) => {
    expect(flags(change)).toEqual(expected);
  });

  test("each vague word once, in the order of the text, with what to do", () => {
    const criteria = `${SOUND.criteria} Several ships must be involved in a major act; several ports do not count.`;
    expect(questionFlags({ ...SOUND, criteria }, NOW).map(({ advice }) => advice)).toEqual([
      "“several” can be read in several ways: say how many, or which.",
      "“major” can be read in several ways: name a number, a threshold or an act that can be looked up.",
    ]);
  });

  test("an empty form is told about what it must say, not about its wording", () => {
    expect(
      questionFlags({ title: "", criteria: "", source: "", opensAt: null, closesAt: null }, NOW).map((f) => f.field),
    ).toEqual(["criteria", "source"]);
  });
});
