import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { simulateAnchors } from "#core/anchor.simulation";
import { seededRandom } from "#core/math/random";

const EDITS = Number(process.env.ANCHOR_EDITS ?? 1_000);
const folder = new URL("./brief/examples/", import.meta.url);
const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), "utf8"));

it(`over ${EDITS} generated edits an anchor is never re-pointed, and found wherever its words still stand`, () => {
  const { intact, found, right, repointed } = simulateAnchors(texts, EDITS, seededRandom(20_260_301));
  console.info(
    `anchors: ${EDITS} edits, ${intact} quotes untouched, ${found} found, precision ${(right / found).toFixed(4)}, recall ${(right / intact).toFixed(4)}`,
  );
  expect(intact).toBeGreaterThan(EDITS / 4);
  expect(repointed.map(({ exact }) => exact)).toEqual([]);
  expect(right / intact).toBeGreaterThan(0.95);
});
