import { expect, it } from "vitest";
import { nameOfPlace, openPlace, sealPlace } from "#server/live/event-place";

const reader = "0199a0a0-0000-7000-8000-000000000001";
const other = "0199a0a0-0000-7000-8000-000000000002";

it("a sealed place is gone on from by its own reader, and looks different each time", () => {
  for (const position of [0, 1, 41_000, Number.MAX_SAFE_INTEGER]) {
    expect(openPlace(sealPlace(position, reader), reader)).toBe(position);
    expect(sealPlace(position, reader)).not.toBe(sealPlace(position, reader));
    expect(openPlace(sealPlace(position, reader), other)).toBeNull();
  }
});

it("an event has one name for a reader, another for everybody else, and neither tells its position", () => {
  const names = Array.from({ length: 200 }, (_, position) => nameOfPlace(position, reader));
  expect(new Set(names).size).toBe(names.length);
  names.forEach((name, position) => {
    expect(nameOfPlace(position, reader)).toBe(name);
    expect(nameOfPlace(position, other)).not.toBe(name);
    expect(openPlace(name, reader)).toBe(position);
    expect(openPlace(name, other)).toBeNull();
    expect(name).toHaveLength(48); // as long for every position
  });
  expect(names.toSorted()).not.toEqual(names);
});

it("what is no place, or one that was changed, is none", () => {
  const place = sealPlace(7, reader);
  const changed = `${place.slice(0, 20)}${place[20] === "A" ? "B" : "A"}${place.slice(21)}`;
  for (const text of ["", "7", "41000", changed, place.slice(1), place.slice(0, 22), "é".repeat(48), "A".repeat(48)])
    expect(openPlace(text, reader), text).toBeNull();
});
