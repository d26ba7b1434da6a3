import fc from "fast-check";
import { expect, it } from "vitest";
import { formatInstant, parseInstant } from "#core/instant";

it("reads seconds, milliseconds, microseconds and offsets", () => {
  expect(parseInstant("2024-02-01T09:00:00Z")).toBe(Date.UTC(2024, 1, 1, 9));
  expect(parseInstant("2024-02-01T09:00:00.5Z")).toBe(Date.UTC(2024, 1, 1, 9) + 500);
  expect(parseInstant("2024-02-01T09:00:00.000001Z")).toBe(Date.UTC(2024, 1, 1, 9) + 0.001);
  expect(parseInstant("2024-02-01T12:00:00+03:00")).toBe(Date.UTC(2024, 1, 1, 9));
});

it.each([
  "2024-02-01",
  "2024-02-01T09:00Z",
  "2024-02-01T09:00:00",
  "2024-02-30T09:00:00Z",
  "2024-02-01T09:00:00.1234567Z",
  "yesterday",
])("refuses %s", (text) => {
  expect(() => parseInstant(text)).toThrow(RangeError);
});

it("writes what it reads, to the microsecond, from 1970 to 2200", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(2200, 0) }), fc.integer({ min: 0, max: 999 }), (ms, us) => {
      const text = new Date(ms).toISOString().replace("Z", `${String(us).padStart(3, "0")}Z`);
      const written = formatInstant(parseInstant(text));
      expect(written).toBe(text.replace(".000000Z", "Z"));
      expect(parseInstant(written)).toBe(parseInstant(text));
    }),
  );
});

it("keeps the microsecond past the year 2109, where a product by 1000 would round it", () => {
  expect(formatInstant(2 ** 42 + 0.105)).toBe("2109-05-15T07:35:11.104105Z");
});
