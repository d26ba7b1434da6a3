import fc from "fast-check";
import { expect, test } from "vitest";
import { fromZonedField, toZonedField } from "./zoned-field";

const ZONES = ["UTC", "Europe/Istanbul", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia"];

test("a field shows the wall time of its zone", () => {
  expect(toZonedField("2026-06-30T21:00:00Z", "Europe/Istanbul")).toBe("2026-07-01T00:00");
  expect(fromZonedField("2026-07-01T00:00", "Europe/Istanbul")?.toISOString()).toBe("2026-06-30T21:00:00.000Z");
});

test("what is shown names the instant it came from, to the minute, in every zone", () => {
  const instants = fc.date({ min: new Date("2000-01-01"), max: new Date("2060-01-01"), noInvalidDate: true });
  fc.assert(
    fc.property(instants, fc.constantFrom(...ZONES), (instant, zone) => {
      const text = toZonedField(instant, zone);
      const read = fromZonedField(text, zone);
      expect(read === null ? null : toZonedField(read, zone)).toBe(text);
      const minutes = ((read?.getTime() ?? 0) - instant.getTime()) / 60_000;
      expect(minutes <= 0 && minutes > -61).toBe(true); // one that occurs twice names the first
    }),
  );
});

test("a wall time that clocks skip is an hour later; one that occurs twice is the first", () => {
  expect(fromZonedField("2026-03-08T02:30", "America/New_York")?.toISOString()).toBe("2026-03-08T07:30:00.000Z");
  expect(fromZonedField("2026-11-01T01:30", "America/New_York")?.toISOString()).toBe("2026-11-01T05:30:00.000Z");
});

test("a field that names no instant names none", () => {
  expect(fromZonedField("", "UTC")).toBeNull();
  expect(fromZonedField("2026-13-41T00:00", "UTC")).toBeNull();
});
