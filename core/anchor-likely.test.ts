import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likelyPlaces } from "#core/anchor-likely";

const TEXT =
  "The ferry leaves at noon. The government may cut the fee by half in spring. Nobody knows. Fees may be cut in spring.";

describe("likelyPlaces", () => {
  it("finds the words that a quote became, whole words and nothing round them", () => {
    const [best] = likelyPlaces(TEXT, "The government will cut the fee by half in the spring");
    expect(TEXT.slice(best?.start, best?.end)).toBe("The government may cut the fee by half in spring");
    expect(best?.likeness).toBeCloseTo(9 / 11, 12);
  });

  it("finds nothing where fewer than half of the words agree", () => {
    expect(likelyPlaces(TEXT, "An entirely different claim about trade")).toEqual([]);
    expect(likelyPlaces("", "words")).toEqual([]);
    expect(likelyPlaces(TEXT, "…")).toEqual([]);
  });

  it("gives the words themselves full likeness, whatever their case", () => {
    const [first] = likelyPlaces(TEXT, "THE FERRY LEAVES AT NOON");
    expect(first).toEqual({ start: 0, end: 24, likeness: 1 });
  });

  it("never gives two places that overlap, nor more than were asked for, and the likest first", () => {
    const words = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 30 });
    const quote = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, quote, (list, quoted) => {
        const text = list.join(" ");
        const places = likelyPlaces(text, quoted.join(" "));
        expect(places.length).toBeLessThanOrEqual(3);
        places.forEach((place, i) => {
          expect(place.likeness).toBeGreaterThanOrEqual(0.5);
          expect(place.likeness).toBeLessThanOrEqual(places[i - 1]?.likeness ?? 1);
          for (const other of places.slice(0, i))
            expect(place.end <= other.start || place.start >= other.end).toBe(true);
        });
        if (text.includes(quoted.join(" "))) expect(places[0]?.likeness).toBe(1);
      }),
    );
  });
});
