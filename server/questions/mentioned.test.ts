import fc from "fast-check";
import { expect, it } from "vitest";
import { mentionedIn } from "./mentioned";

const people = [
  { id: "1", name: "Ada" },
  { id: "2", name: "Ada First" },
  { id: "3", name: "Ayşe Çelik" },
  { id: "4", name: "Analyst 1" },
];

it.each([
  ["What do you say, @Ada?", ["1"]],
  ["@Ada First: see the source.", ["2"]],
  ["@ada first and @AYŞE ÇELIK", ["2", "3"]],
  ["(@Ayşe Çelik) @Ada, @Ada again", ["3", "1"]],
  ["@Analyst 12 is somebody else", []],
  ["mail ada@example.org, Ada", []],
  ["@Adam", []],
  ["@", []],
])("%s", (text, ids) => {
  expect(mentionedIn(text, people)).toEqual(ids);
});

it("two of one name are both named, and any text is read to its end", () => {
  const twins = [
    { id: "a", name: "Sam" },
    { id: "b", name: "Sam" },
  ];
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      expect(mentionedIn(`${before}@Sam ${after}`, twins)).toEqual(["a", "b"]);
    }),
  );
});
