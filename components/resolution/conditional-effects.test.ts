import { expect, it } from "vitest";
import { effectsInWords } from "./conditional-effects";

const effect = (becomes: Parameters<typeof effectsInWords>[0][number]["becomes"], people = 0) => ({
  questionId: "q",
  title: "If so?",
  becomes,
  people,
});

it.each([
  [[effect("YES", 4)], "The same press answers 1 (4 scores at most)."],
  [[effect("NO", 3), effect("VOID"), effect("VOID")], "The same press answers 1 (3 scores at most) and voids 2."],
  [[effect("NO")], "The same press answers 1 (nobody is scored)."],
  [
    [effect("AMBIGUOUS"), effect(null)],
    "The same press makes 1 ambiguous and opens 1 again, taking their scores back.",
  ],
])("%j", (effects, words) => {
  expect(effectsInWords(effects)).toBe(words);
});
