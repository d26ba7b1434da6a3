import { expect, it } from "vitest";
import { countStream, MOST_STREAMS } from "#server/live/streams-of";

it("a person has so many streams at once and no more, whoever else has some; one that ended makes room", () => {
  const ends = Array.from({ length: MOST_STREAMS }, () => countStream("a"));
  expect(() => countStream("a")).toThrow("too many pages open");
  const other = countStream("b");
  ends[0]?.();
  ends.push(countStream("a"));
  expect(() => countStream("a")).toThrow("too many pages open");
  for (const end of ends.slice(1)) end();
  other();
  countStream("a")();
});
