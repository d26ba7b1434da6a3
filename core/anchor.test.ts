import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anchorSpan, CONTEXT, findAnchor } from "#core/anchor";

const TEXT = "Boris may go to the island. Others may stay. The ferry leaves at noon, and nobody may stay behind.";
const at = (words: string, from = 0) => {
  const start = TEXT.indexOf(words, from);
  return anchorSpan(TEXT, start, start + words.length);
};

describe("anchorSpan", () => {
  it("keeps the words, their context and their position", () => {
    expect(at("Others may stay")).toEqual({
      exact: "Others may stay",
      prefix: "Boris may go to the island. ",
      suffix: ". The ferry leaves at noon, and ",
      start: 28,
      end: 43,
    });
  });

  it("refuses spans outside the text, blank ones and half characters", () => {
    for (const [start, end] of [
      [-1, 2],
      [5, 5],
      [6, 5],
      [0, 999],
      [0.5, 3],
      [Number.NaN, 3],
    ] as const)
      expect(() => anchorSpan(TEXT, start, end)).toThrow(RangeError);
    expect(() => anchorSpan("a   b", 1, 3)).toThrow("no words");
    expect(() => anchorSpan("a🛰b", 2, 4)).toThrow("surrogate");
  });

  it("never cuts a surrogate pair in its context", () => {
    const text = `${"🛰".repeat(20)}x quoted y${"🛰".repeat(20)}`;
    const start = text.indexOf("quoted");
    const { prefix, suffix } = anchorSpan(text, start, start + 6);
    expect([prefix.length, suffix.length]).toEqual([CONTEXT, CONTEXT]);
    const shifted = anchorSpan(`${text}!`, start - 1, start + 6);
    expect(shifted.prefix.isWellFormed() && shifted.suffix.isWellFormed()).toBe(true);
  });
});

describe("findAnchor", () => {
  it("finds the right one of repeated words by their context", () => {
    const second = at("may stay", 50);
    expect(findAnchor(`Preface. ${TEXT}`, second)).toEqual({ start: second.start + 9, end: second.end + 9 });
  });

  it("orphans a quote whose place was deleted although the same words stand elsewhere", () => {
    const first = at("may stay");
    const text = TEXT.replace("Others may stay. ", "");
    expect(text).toContain("may stay");
    expect(findAnchor(text, first)).toBe("orphaned");
    expect(findAnchor(text, first, TEXT)).toBe("orphaned");
  });

  it("orphans a quote when one letter of it changes", () => {
    expect(findAnchor(TEXT.replace("Others", "others"), at("Others may stay"))).toBe("orphaned");
  });

  it("orphans rather than guesses between equal places", () => {
    const row = "| a quote in a table of equal rows and nothing else at all |\n";
    const text = row.repeat(5);
    const start = text.indexOf("quote", 130);
    const anchor = anchorSpan(text, start, start + 5);
    expect(findAnchor(text, anchor)).toEqual({ start, end: start + 5 });
    expect(findAnchor(`x${text}`, anchor)).toBe("orphaned");
    expect(findAnchor(`x${text}`, anchor, text)).toEqual({ start: start + 1, end: start + 6 });
  });

  it("words are found as words: not where a letter before or behind makes them others", () => {
    const text = "Treaties: 1 Basin Treaty of 1974, art. 3. Artists leave.";
    const [first, art] = ["1 Basin Treaty", "art"].map((words) => {
      const start = text.indexOf(words);
      return anchorSpan(text, start, start + words.length);
    });
    if (!first || !art) throw new RangeError("there must be two anchors");
    expect(findAnchor(text.replace("1 Basin", "2031 Basin"), first, text)).toBe("orphaned");
    expect(findAnchor(text.replace("art. 3", "article 3"), art, text)).toBe("orphaned");
    // Inside a word one may quote, and is found there.
    const inside = anchorSpan(text, text.indexOf("rtists"), text.indexOf("rtists") + 4);
    expect(findAnchor(`More. ${text}`, inside, text)).toEqual({ start: inside.start + 6, end: inside.end + 6 });
  });

  it("of a passage that stood twice, the one that is left is not the one that went", () => {
    const twin = "Two signatures hold a treaty together, and both signatories leave.";
    const text = `Will it last?\n${twin}\nThe rest is about fees. ${twin} In April one retires.`;
    const start = text.indexOf("signatures");
    const anchor = anchorSpan(text, start, start + "signatures".length);
    const without = text.replace(`${twin}\n`, "");
    expect(without).toContain("signatures");
    expect(findAnchor(without, anchor, text)).toBe("orphaned");
  });

  it("a few letters that went and were written anew elsewhere are not found there", () => {
    const text = "Ships wait. One negotiator put it to me. Nobody books a passage.";
    const start = text.indexOf("put");
    const anchor = anchorSpan(text, start, start + 3);
    const anew = "Ships wait. Nobody books a passage. The date was put off.";
    expect(findAnchor(anew, anchor, text)).toBe("orphaned");
    expect(findAnchor(`Anew: ${text} More.`, anchor, text)).toEqual({ start: start + 6, end: start + 9 });
  });

  it("words that stand everywhere are kept where nothing changed before them, and else orphaned in good time", () => {
    const everywhere = "a word ".repeat(20_000);
    const anchor = anchorSpan(everywhere, 70_000, 70_006);
    const began = performance.now();
    expect(findAnchor(`${everywhere}and an end`, anchor, everywhere)).toEqual({ start: 70_000, end: 70_006 });
    expect(findAnchor(`One ${everywhere}more`, anchor, everywhere)).toBe("orphaned");
    expect(findAnchor(`One ${everywhere}more`, anchor)).toBe("orphaned");
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it("between two places that agree almost alike it orphans", () => {
    const text = "Only two things could ever reverse it.\n\nBackground follows here, and more of it.";
    const start = text.indexOf("it.");
    const anchor = anchorSpan(text, start, start + 3);
    const twice = `Now: ${text.replace("it.", "it. They will share it.")} So it goes.`;
    expect(findAnchor(twice, anchor, text)).toBe("orphaned");
    expect(findAnchor(`Now: ${text}`, anchor, text)).toEqual({ start: start + 5, end: start + 8 });
  });

  it("finds a quote that stands once before and after, with everything round it rewritten, given the previous text", () => {
    const anchor = at("The ferry leaves at noon");
    const text = "All else is new here. The ferry leaves at noon; so it goes.";
    expect(findAnchor(text, anchor, TEXT)).toEqual({ start: 22, end: 46 });
    expect(findAnchor(text, anchor)).toBe("orphaned");
  });
});

const WORDS = ["may", "the", "ally", "отправит", "gidebilir", "🛰", "sanctions", "and", "noon", "𝔄lpha", "ferry"];
/** A text of numbered sentences, so that no two are alike, and a sentence of it. */
const sentences = fc
  .array(fc.array(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 9 }), { minLength: 3, maxLength: 20 })
  .map((list) => list.map((words, i) => `${words.join(" ")} №${i}. `));
const scene = sentences.chain((list) => fc.record({ list: fc.constant(list), pick: fc.nat({ max: list.length - 1 }) }));
const spanOf = (list: string[], pick: number) => {
  const start = list.slice(0, pick).join("").length;
  return { start, end: start + (list[pick] ?? "").trimEnd().length };
};

describe("findAnchor, whatever is edited", () => {
  it("keeps a quote when other sentences are deleted, added or rewritten", () => {
    fc.assert(
      fc.property(scene, fc.array(fc.tuple(fc.nat(), fc.string({ maxLength: 40 }), fc.boolean())), (s, edits) => {
        const text = s.list.join("");
        const { start, end } = spanOf(s.list, s.pick);
        const anchor = anchorSpan(text, start, end);
        const list = s.list.slice();
        for (const [where, words, insert] of edits) {
          const i = where % list.length;
          if (i === s.pick || words.includes("№")) continue;
          list[i] = insert ? `${list[i]}${words} ` : `${words} `;
        }
        const moved = spanOf(list, s.pick);
        expect(findAnchor(list.join(""), anchor, text)).toEqual(moved);
        const blind = findAnchor(list.join(""), anchor);
        expect(blind === "orphaned" || blind.start === moved.start).toBe(true);
      }),
    );
  });

  it("keeps a quote without the previous text as long as one side of it is untouched", () => {
    fc.assert(
      fc.property(scene, fc.string({ maxLength: 60 }), fc.boolean(), (s, words, before) => {
        const text = s.list.join("");
        const { start, end } = spanOf(s.list, s.pick);
        const edited = before ? `${words} ${text.slice(start)}` : `${text.slice(0, end)} ${words}`;
        fc.pre(edited.indexOf(text.slice(start, end)) === edited.lastIndexOf(text.slice(start, end)));
        const shift = before ? words.length + 1 - start : 0;
        expect(findAnchor(edited, anchorSpan(text, start, end))).toEqual({ start: start + shift, end: end + shift });
      }),
    );
  });

  it("orphans a quote whose sentence is deleted", () => {
    fc.assert(
      fc.property(scene, ({ list, pick }) => {
        const text = list.join("");
        const { start, end } = spanOf(list, pick);
        const rest = list.toSpliced(pick, 1).join("");
        expect(findAnchor(rest, anchorSpan(text, start, end))).toBe("orphaned");
        expect(findAnchor(rest, anchorSpan(text, start, end), text)).toBe("orphaned");
      }),
    );
  });

  it("returns the anchored span in its own text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }), fc.nat(), fc.nat(), (text, a, b) => {
        const start = a % text.length;
        const end = start + 1 + (b % (text.length - start));
        let anchor: ReturnType<typeof anchorSpan>;
        try {
          anchor = anchorSpan(text, start, end);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          return;
        }
        expect(findAnchor(text, anchor, text)).toEqual({ start, end });
        const blind = findAnchor(text, anchor);
        expect(blind === "orphaned" || text.slice(blind.start, blind.end) === anchor.exact).toBe(true);
      }),
    );
  });
});
