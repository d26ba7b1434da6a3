import { expect, it } from "vitest";
import * as Y from "yjs";
import { seededRandom } from "#core/math/random";
import { rehearsal } from "#server/collab/rehearsal";

const SEED = 20261124;

/** A document with text, formatting and deletions, and the updates that made it. */
function written(random: () => number) {
  const document = new Y.Doc();
  const updates: Uint8Array[] = [];
  document.on("update", (update: Uint8Array) => updates.push(update));
  const text = document.getText("words");
  for (let step = 0; step < 60; step += 1) {
    const at = Math.floor(random() * (text.length + 1));
    if (random() < 0.3 && text.length > 2) text.delete(Math.min(at, text.length - 2), 2);
    else text.insert(at, `w${step}`, random() < 0.3 ? { bold: {} } : {});
  }
  return { document, updates };
}

it(`no damaged update that passes breaks a document (seed ${SEED})`, () => {
  const random = seededRandom(SEED);
  let passed = 0;
  let refused = 0;
  for (let round = 0; round < 20; round += 1) {
    const { document, updates } = written(random);
    const trial = rehearsal(document);
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const damaged = (updates[Math.floor(random() * updates.length)] ?? new Uint8Array()).slice();
      for (let hit = 0; hit < 2; hit += 1) damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
      if (trial.passes(damaged)) {
        passed += 1;
        Y.applyUpdate(document, damaged); // throws if the rehearsal let through what the document cannot take
      } else refused += 1;
    }
    const reopened = new Y.Doc();
    Y.applyUpdateV2(reopened, Y.encodeStateAsUpdateV2(document));
    expect(reopened.getText("words").toString()).toBe(document.getText("words").toString());
  }
  expect(passed).toBeGreaterThan(50);
  expect(refused).toBeGreaterThan(50);
});
