import { describe, expect, it } from "vitest";
import { readAsked } from "./read-at";

describe("a point asked for in an address", () => {
  it("is a version, an edit, an instant or now", () => {
    expect(readAsked("at", "v3").point).toEqual({ kind: "version", number: 3 });
    expect(readAsked("at", "2026-02-01T09:00:00Z").point).toEqual({ kind: "instant", at: Date.UTC(2026, 1, 1, 9) });
  });

  it.each([undefined, "", "v", "yesterday", "2026-02-01T12:00"])("is refused by name when it is %j", (text) => {
    expect(readAsked("from", text)).toEqual({
      point: null,
      fault: expect.stringContaining("“from” in the address must be"),
    });
  });
});
