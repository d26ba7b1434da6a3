import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RationalePoint, readPoint, writePoint } from "#core/rationale-point";

describe("a point in the history of a rationale", () => {
  it("is read as it is written", () => {
    const numbers = fc.nat(999_999_999);
    const points = fc.oneof(
      fc.constant<RationalePoint>({ kind: "now" }),
      numbers.map((number): RationalePoint => ({ kind: "version", number })),
      numbers.map((seq): RationalePoint => ({ kind: "update", seq })),
      fc.integer({ min: 0, max: 4_102_444_800_000 }).map((at): RationalePoint => ({ kind: "instant", at })),
    );
    fc.assert(
      fc.property(points, (point) => {
        expect(readPoint(writePoint(point))).toEqual(point);
      }),
    );
  });

  it.each([
    "",
    "v",
    "v-1",
    "v1.5",
    "u9999999999",
    "yesterday",
    "2026-02-30T09:00:00Z",
    "2026-02-01T09:00",
    "NOW",
    " now",
  ])("%j is none", (text) => {
    expect(readPoint(text)).toBeNull();
  });
});
