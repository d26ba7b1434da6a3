import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PASSAGE_KINDS } from "#core/brief/brief";
import { findCandidates } from "#core/brief/candidates";
import { applyDecisions } from "#core/brief/decisions";
import { readBrief } from "#core/brief/read-brief";
import { SHARED_ABSENT, sharedDir } from "../../e2e/fixtures/shared";

const suggest = (text: string) => {
  const { passages, language } = applyDecisions(readBrief(text));
  return { passages, found: findCandidates(passages, language) };
};
const inEnglish = (text: string) => findCandidates([{ kind: "paragraph", text }], "en").map(({ quote }) => quote);

/** Words of each development that a reader of the example would name; the rest of what is suggested is false alarm. */
const EXAMPLES: Record<string, { named: string[]; falseAlarms: number }> = {
  "wrapped-en.txt": {
    named: [
      "cut the northern link",
      "shed load by hand",
      "keep its reserves",
      "buy emergency power",
      "build a third link",
      "pay for the landing",
      "own the cable",
      "half of the cost",
      "watch the tender",
    ],
    falseAlarms: 1,
  },
  "markdown.md": {
    named: [
      "takes over the dam",
      "returns before the autumn",
      "gates fail",
      "sign a protocol",
      "not deploy",
      "displace half",
    ],
    falseAlarms: 0,
  },
  "turkish.txt": {
    named: [
      "kendi limanlarına çekebilir",
      "gümrük birliği kurabilir",
      "finansmanından çekilecektir",
      "sessiz kalması",
      "fiyatları indirmesi",
      "yeniden azalacaktır",
    ],
    falseAlarms: 0,
  },
  "russian.txt": {
    named: ["переложить расходы", "в частные руки", "получат заказ", "потеряет грузы", "сократится", "новый тариф"],
    falseAlarms: 0,
  },
  "one-line-paragraphs.txt": {
    named: ["lose her majority", "withdraw from the accord", "open clash", "close its ports"],
    falseAlarms: 0,
  },
  "advice-en.txt": {
    named: [
      "likely to recover",
      "pump brine",
      "closure of the border road",
      "new mining code",
      "steps in as a buyer",
      "visit both capitals",
      "offer a loan",
      "may be over",
    ],
    falseAlarms: 0,
  },
  "scenarios.md": {
    named: [
      "Renewal on the old",
      "third signatory",
      "debate the bill",
      "Lapse without",
      "dry summer",
      "hold back water",
      "case to court",
    ],
    falseAlarms: 0,
  },
};

describe("candidates in briefs of several styles and languages", () => {
  it.each(Object.entries(EXAMPLES))("%s: every development is suggested, few other sentences", (name, expected) => {
    const { found } = suggest(readFileSync(join(import.meta.dirname, "examples", name), "utf8"));
    const missed = expected.named.filter((words) => !found.some(({ quote }) => quote.includes(words)));
    const extra = found.filter(({ quote }) => !expected.named.some((words) => quote.includes(words)));
    expect(missed).toEqual([]);
    expect(extra.map(({ quote }) => quote)).toHaveLength(expected.falseAlarms);
  });
});

const shared = sharedDir();

it.skipIf(shared === null)(`all nine scenarios of the real article are suggested (${SHARED_ABSENT} otherwise)`, () => {
  const { found } = suggest(readFileSync(join(shared ?? "", "brief/russia-north-korea-china.txt"), "utf8"));
  const nine = [
    [3, "as a bridge"],
    [3, "offered Russia to cooperate"],
    [3, "turned to North Korea"],
    [3, "military alliance"],
    [5, "copying them"],
    [7, "agreement to travel"],
    [8, "refrain from participating"],
    [8, "mobilize the United States"],
    [6, "cooperation or competition"],
  ] as const;
  for (const [number, words] of nine)
    expect(found.filter(({ passage, quote }) => passage === number - 1 && quote.includes(words))).toHaveLength(1);
  expect(found.length).toBeLessThanOrEqual(12);
});

describe("what English wordings are passed over", () => {
  it.each([
    ["a month", "Talks began in May and ended by August. May 2024 was quiet."],
    ["a noun", "Its military might has grown and the political will to use it has not."],
    ["a remark on the text", "We can see that the alliance is old. It may be argued that it is useless."],
    ["advice", "The government should raise taxes. Neighbours must help."],
    ["a view", "China may view this as a threat. The public might not like it."],
    ["a side remark", "It makes the parts that the factory can use."],
    ["an announcement", "A study lays out the ways in which this could come about, and how it may end."],
    ["a guess about the past", "The minister may have asked for help."],
    ["a restatement", "In other words, the ships may have gone home."],
    ["history", "The army left the city in 1991, and the port could not be used."],
  ])("%s", (_, text) => {
    expect(inEnglish(text)).toEqual([]);
  });

  it("takes the month for no modal even where a modal is near", () => {
    expect(inEnglish("In May the fleet may leave the port.")).toEqual(["In May the fleet may leave the port"]);
  });
});

it("suggests nothing where only a connective and a note marker stand", () => {
  const passages = ["Scenario 1:", "First, [1]"].map((text) => ({ kind: "paragraph" as const, text }));
  expect(findCandidates(passages, "en")).toEqual([]);
});

it("what stands at the end of a sentence, over and over, is looked through once", () => {
  const sentence = "In the most likely scenario the parties will sign a treaty by 2030";
  const began = performance.now();
  for (const over of ["¹", "[1]", "[1,", "(1)", " ", ";", ". ", "¹ ", "1"])
    for (const tail of [over.repeat(60), over.repeat(1_500 / over.length)])
      for (const kind of PASSAGE_KINDS)
        findCandidates([{ kind, text: `Scenario 1: ${sentence}${tail}x and so on` }], "en");
  expect(performance.now() - began).toBeLessThan(5_000);
});

it("quotes lie in their passage, carry no note marker at their end, and say why", () => {
  const words = fc.constantFrom(
    "may",
    "could",
    "First,",
    "If",
    "the fleet",
    "leaves",
    "will",
    "ally.",
    "[1]",
    "Второй",
    "может",
    "gidecek.",
    "🛰",
    "\n",
    "Scenario 1:",
  );
  const passage = fc.record({
    kind: fc.constantFrom(...PASSAGE_KINDS),
    text: fc.array(words, { maxLength: 30 }).map((w) => w.join(" ")),
  });
  fc.assert(
    fc.property(
      fc.array(passage, { maxLength: 6 }),
      fc.constantFrom("en", "tr", "ru", "de", "und"),
      (passages, language) => {
        for (const { passage: i, start, end, quote, why, statement } of findCandidates(passages, language)) {
          expect(passages[i]?.text.slice(start, end)).toBe(quote);
          expect(quote).not.toMatch(/\[\d+\]$/);
          expect(why.length).toBeGreaterThan(0);
          expect(statement.trim()).not.toBe("");
        }
      },
    ),
  );
});
