import { expect, it } from "vitest";
import { periodOf, selectionOf, selectionParams, WHOLE_SELECTION } from "#core/question-selection";

const BRIEF = "0199a0a0-0000-7000-8000-000000000000";

it("an address asks for a selection and the selection gives the address back", () => {
  const params = { team: "all", brief: BRIEF, tag: "winter", from: "2024-01-01", to: "2024-06-30", type: "binary" };
  const selection = selectionOf(params);
  expect(selection).toEqual(params);
  expect(selectionParams(selection)).toEqual(params);
  expect(selectionParams(WHOLE_SELECTION)).toEqual({});
});

it("empty, repeated and senseless parameters leave a part open instead of failing", () => {
  expect(selectionOf({})).toEqual(WHOLE_SELECTION);
  expect(selectionOf({ team: "", brief: "", tag: "", from: "", to: "", type: "" })).toEqual(WHOLE_SELECTION);
  const stale = { team: "x", brief: "1", tag: "t".repeat(81), from: "2024-02-30", to: "June", type: "essay" };
  expect(selectionOf(stale)).toEqual(WHOLE_SELECTION);
  expect(selectionOf({ tag: ["first", "second"] }).tag).toBe("first");
});

it("a period runs from the start of its first day to the end of its last, in UTC", () => {
  const { from, until } = periodOf({ from: "2024-02-28", to: "2024-02-29" });
  expect(new Date(from ?? 0).toISOString()).toBe("2024-02-28T00:00:00.000Z");
  expect(new Date(until ?? 0).toISOString()).toBe("2024-03-01T00:00:00.000Z");
  expect(periodOf(WHOLE_SELECTION)).toEqual({ from: null, until: null });
});
