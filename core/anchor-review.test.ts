import { expect, it } from "vitest";
import { anchorSpan } from "#core/anchor";
import { reviewAnchors } from "#core/anchor-review";

const BEFORE = [
  "The ferry may stop in winter.",
  "Fees may be cut by half. Traders would gain.",
  "The southern prime minister may lose her majority.",
  "Nobody speaks of a third port.",
].join("\n\n");
const anchored = (id: string, words: string) => {
  const start = BEFORE.indexOf(words);
  return { id, orphaned: false, ...anchorSpan(BEFORE, start, start + words.length) };
};
const ANCHORS = [
  anchored("same", "The ferry may stop in winter"),
  anchored("moved", "Fees may be cut by half"),
  anchored("changed", "The southern prime minister may lose her majority"),
  anchored("gone", "Nobody speaks of a third port"),
];
const AFTER = [
  "A preface that was not there before.",
  "The ferry may stop in winter.",
  "Fees may be cut by half. Traders would gain little.",
  "The southern prime minister is likely to lose her majority.",
].join("\n\n");

it("tells unchanged, moved, changed and orphaned quotes apart", () => {
  const review = reviewAnchors(BEFORE, AFTER, ANCHORS);
  expect(review.map(({ id, fate }) => [id, fate])).toEqual([
    ["same", "unchanged"],
    ["moved", "moved"],
    ["changed", "changed"],
    ["gone", "orphaned"],
  ]);
  expect(review.map(({ span }) => span && AFTER.slice(span.start, span.end))).toEqual([
    "The ferry may stop in winter",
    "Fees may be cut by half",
    null,
    null,
  ]);
  const [best] = review[2]?.likely ?? [];
  expect(AFTER.slice(best?.start, best?.end)).toBe("The southern prime minister is likely to lose her majority");
  expect(review[3]?.likely).toEqual([]);
});

it("finds an orphan again whose words come back, by them and their surroundings", () => {
  const [anchor] = ANCHORS.slice(3);
  if (!anchor) throw new RangeError("there must be an anchor");
  const [review] = reviewAnchors("Another text altogether.", BEFORE, [{ ...anchor, orphaned: true }]);
  expect(review).toMatchObject({ fate: "moved", span: { start: anchor.start, end: anchor.end } });
});
