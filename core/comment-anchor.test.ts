import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_QUOTE, placeOfQuote, quoteSpan, quoteWords, type Span, wordsOf } from "#core/comment-anchor";
import { UNIT } from "#core/flat-text";

const span = (text: string, words: string, from = 0): Span => {
  const start = text.indexOf(words, from);
  return { start, end: start + words.length };
};
const quoted = (text: string, words: string, from = 0) => quoteSpan(wordsOf(text), span(text, words, from)).quote;
const found = (text: string, quote: ReturnType<typeof quoted>, letters: Span | null) => {
  const place = placeOfQuote(wordsOf(text), quote, letters);
  return place && text.slice(place.start, place.end);
};

const TEXT = "\nThe port was closed in May.\n\nNobody said why. The port is watched.";

describe("quoteSpan", () => {
  it("quotes the words with their surroundings, white space at the ends left out", () => {
    const start = TEXT.indexOf("was");
    const made = quoteSpan(wordsOf(TEXT), { start: start - 1, end: start + "was closed ".length });
    expect(made.quote).toEqual({
      exact: "was closed",
      prefix: " The port ",
      suffix: " in May. Nobody said why. The po",
      stood: 1,
      alike: 1,
      twins: 1,
    });
    expect(made.span).toEqual(span(TEXT, "was closed"));
  });
  it("counts what looks like it", () => {
    const list = "\nThe first line says so, they say.\nThe first line says so, they say.";
    expect(quoted(list, "says so")).toMatchObject({ stood: 2, alike: 2, twins: 1 });
  });
  it("takes a line break for a space, and gives the span in the text as it stands", () => {
    const made = quoteSpan(wordsOf(TEXT), span(TEXT, "May.\n\nNobody"));
    expect(made.quote.exact).toBe("May. Nobody");
    expect(made.span).toEqual(span(TEXT, "May.\n\nNobody"));
  });
  it("cuts no character in two", () => {
    const text = "\na😀b";
    expect(quoteSpan(wordsOf(text), { start: 3, end: 4 }).quote.exact).toBe("😀");
  });
  it.each([
    ["nothing but white space", { start: 0, end: 1 }],
    ["nothing at all", { start: 3, end: 3 }],
  ])("refuses %s", (_, blank) => {
    expect(() => quoteSpan(wordsOf(TEXT), blank)).toThrow("the span holds no words");
  });
  it("refuses more than can be quoted, and takes as much as can", () => {
    const long = `\n${"x".repeat(LONGEST_QUOTE + 1)}`;
    expect(() => quoteSpan(wordsOf(long), { start: 1, end: long.length })).toThrow("2001 characters");
    expect(quoteSpan(wordsOf(long), { start: 1, end: long.length - 1 }).quote.exact).toHaveLength(LONGEST_QUOTE);
  });
});

describe("placeOfQuote", () => {
  const quote = quoted(TEXT, "closed in May");

  it("is where its letters are, however often its words recur", () => {
    const text = "\nno. no. no.";
    const second = span(text, "no", 4);
    expect(placeOfQuote(wordsOf(text), quoted(text, "no", 4), second)).toEqual(second);
  });
  it("is orphaned when its letters are gone, though the words stand elsewhere", () => {
    const port = quoted(TEXT, "The port");
    expect(found("\n was closed in May.\n\nNobody said why. The port is watched.", port, null)).toBeNull();
  });
  it("stays with what was edited inside it", () => {
    const text = TEXT.replace("closed in May", "closed again in late May");
    expect(found(text, quote, span(text, "closed again in late May"))).toBe("closed again in late May");
    const typo = TEXT.replace("watched", "wattched");
    expect(found(typo, quoted(TEXT, "watched"), span(typo, "wattched"))).toBe("wattched");
  });
  it("is orphaned when other words were written between what little is left of it", () => {
    const text = TEXT.replace("closed in May", "corrected in a hurry by those who run it, later");
    expect(found(text, quote, span(text, "corrected in a hurry by those who run it, later"))).toBeNull();
    const one = TEXT.replace("Nobody", "Neighbours");
    expect(found(one, quoted(TEXT, "Nobody"), span(one, "Neighbours"))).toBeNull();
  });
  it("finds words that came back with their surroundings", () => {
    expect(found(TEXT, quote, null)).toBe("closed in May");
    expect(found(TEXT, quoted(TEXT, "The port"), null)).toBe("The port");
  });
  it("finds words that came back where only one side of them stayed", () => {
    expect(found("\nIt was the year in which it closed in May.\n\nNobody said why. The port", quote, null)).toBe(
      "closed in May",
    );
  });
  it("does not choose between places that look alike", () => {
    const line = "They asked for coal, and more of it, than in the year before.";
    const list = `\n${line}\n${line}\n${line}\nThe end.`;
    const middle = quoted(list, "coal", list.indexOf("coal") + 5);
    expect(middle).toMatchObject({ stood: 3, alike: 3, twins: 2 });
    expect(found(`\n${line}\n${line}\nThe end.`, middle, null)).toBeNull();
  });
  it("is whole again where a line was broken inside it", () => {
    const broken = TEXT.replace("closed in May", "closed \nin May");
    expect(found(broken, quote, span(broken, "closed"))).toBe("closed \nin May");
  });
  it("counts a citation inside the words as one sign, shown as left out", () => {
    const text = `\nAs said${UNIT} before.`;
    expect(quoteWords(quoted(text, `said${UNIT} before`).exact)).toBe("said[…] before");
  });
});

/** Little words of few letters, so that the same ones come again and again. */
const word = fc.constantFrom("a", "an", "ant", "tan", "on", "no");
const line = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => lines.map((each) => `\n${each}`).join(""));

it("whatever is taken out with the words, a place that was never theirs is found for no quote", () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.integer({ min: 1, max: 12 }), (before, at, length) => {
      const start = at % before.length;
      const chosen = { start, end: Math.min(before.length, start + length) };
      if (before.slice(chosen.start, chosen.end).trim() === "") return;
      const { quote, span: taken } = quoteSpan(wordsOf(before), chosen);
      const after = before.slice(0, taken.start) + before.slice(taken.end);
      // A deletion can join its neighbours to the very words again; then they stand across the cut.
      const place = placeOfQuote(wordsOf(after), quote, null);
      if (place) expect(place.start <= taken.start && taken.start <= place.end).toBe(true);
      expect(placeOfQuote(wordsOf(before), quote, taken)).toEqual(taken);
    }),
  );
});
