import { expect, it } from "vitest";
import { endsSentence } from "#core/brief/words";

it.each(["The end.", "The end.12", "“The end.”[1] [^2]", "The end?³⁴ (5) 6 ", "It ends.123"])(
  "%s ends a sentence",
  (text) => {
    expect(endsSentence(text)).toBe(true);
  },
);

it("marks of notes that go on for long are read once", () => {
  for (const mark of ["¹", "1", "[1]", " ", "(2)", "¹ 1"])
    expect(endsSentence(`The end.${mark.repeat(300)}x`)).toBe(false);
});
