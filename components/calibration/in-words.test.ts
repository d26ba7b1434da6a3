import { describe, expect, it } from "vitest";
import type { Departure } from "#core/calibration/reading";
import { answerInWords, inWords } from "./in-words";

const steps = [
  { low: 0.05, high: 0.3 },
  { low: 0.35, high: 0.98 },
];
const record = (departures: Departure[], questions = 40) => ({
  questions,
  figures: {
    summary: { overconfidence: 0, sharpness: 0.09, discrimination: 0.3 },
    bold: 0.48,
  },
  drawn: { steps, reading: { departures, outside: departures.reduce((sum, { share }) => sum + share, 0) } },
});
const above: Departure = {
  confidence: "over",
  came: "less",
  low: 0.8,
  high: 0.98,
  gap: { least: 0.1, most: 0.21 },
  share: 0.25,
};
const line = ({ head, text }: { head: string; text: string }) => `${head} ${text}`;

describe("a diagram in words", () => {
  it("says where a record is overconfident, and by how much", () => {
    const [first] = inWords(record([above])).map(line);
    expect(first).toBe(
      "Overconfident from 80\u202f% up. Values of 80 to 98\u202f% came true 10 to 21 points less often than said.",
    );
    expect(answerInWords(record([above]))).toBe("Mostly. From 80\u202f% up, less often than said.");
  });

  it("says where it is underconfident in the middle", () => {
    const middle: Departure = { ...above, confidence: "under", came: "more", low: 0.6, high: 0.8 };
    expect(inWords(record([middle])).map(line)[0]).toMatch(/^Underconfident between 60 and 80\u202f%\. /);
  });

  it("cannot tell a record from a calibrated one that the band covers", () => {
    expect(inWords(record([])).map(line)[0]).toBe(
      "Cannot be told from calibrated. The whole line lies inside the band.",
    );
    expect(answerInWords(record([]))).toBe("As far as these questions can tell, yes.");
  });

  it("nor one that leaves the band as often as luck does", () => {
    const [first] = inWords(record([{ ...above, low: 0.9, high: 0.9, share: 0.08 }])).map(line);
    expect(first).toBe(
      "Cannot be told from calibrated. The line leaves the band only at 90\u202f%; luck alone takes one value in ten out of it.",
    );
  });

  it("says how little a few questions can show, and nothing where there is nothing", () => {
    expect(inWords(record([], 12)).map(line).at(-1)).toBe(
      "Few questions. 12 questions can show a large fault, not a small one.",
    );
    expect(inWords(record([], 1)).map(line).at(-1)).toBe(
      "Too few questions. 1 question can be luck, whatever the line looks like.",
    );
    expect(answerInWords(record([above], 8))).toBe("8 questions cannot say yet.");
    expect(inWords({ questions: 0, figures: null, drawn: null })).toEqual([]);
  });
});
