import fc from "fast-check";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { seededRandom } from "#core/math/random";
import { isPlain } from "#server/collab/plain-update";
import { rehearsal } from "#server/collab/rehearsal";

const SEED = fc.readConfigureGlobal().seed ?? 0;
/** How much further than usual to look. */
const MORE = Number(process.env.RUNS ?? 1);

const decode = (update: Uint8Array) => {
  try {
    return Y.decodeUpdate(update);
  } catch {
    return null;
  }
};

/** Updates that made a text with formatting and deletions. */
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
  return updates;
}

/** Damages updates of a document, as far as RUNS asks, and gives each that can still be decoded to the check. */
function damage(rounds: number, check: (document: Y.Doc, damaged: Uint8Array, decoded: Decoded) => boolean) {
  const random = seededRandom(SEED);
  const counts = { passed: 0, refused: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const updates = written(random);
    const document = new Y.Doc();
    for (const update of updates) {
      const damaged = update.slice();
      for (let hit = random() < 0.5 ? 1 : 2; hit > 0; hit -= 1)
        damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
      const decoded = decode(damaged);
      if (decoded) counts[check(document, damaged, decoded) ? "passed" : "refused"] += 1;
      Y.applyUpdate(document, update);
    }
    // It can still be kept and opened. (Where a forged edit contradicts itself, its words may then stand elsewhere.)
    Y.applyUpdateV2(new Y.Doc(), Y.encodeStateAsUpdateV2(document));
  }
  return counts;
}

type Decoded = ReturnType<typeof Y.decodeUpdate>;

it(`no damaged update that passes breaks a document (seed ${SEED})`, () => {
  const trials = new WeakMap<Y.Doc, ReturnType<typeof rehearsal>>();
  const { passed, refused } = damage(60 * MORE, (document, damaged, decoded) => {
    const trial = trials.get(document) ?? rehearsal(document);
    trials.set(document, trial);
    if (trial.tryOut(damaged, decoded) !== "fits") return false;
    Y.applyUpdate(document, damaged); // throws if the rehearsal let through what the document cannot take
    trial.applied(damaged);
    return true;
  });
  expect(passed).toBeGreaterThan(50);
  expect(refused).toBeGreaterThan(0);
});

it(`no damaged update that looks plain breaks a document, whatever others wrote meanwhile (seed ${SEED})`, () => {
  const { passed } = damage(60 * MORE, (document, damaged, decoded) => {
    if (!isPlain(document, decoded)) return false;
    const text = document.getText("words");
    text.delete(0, Math.floor(text.length / 2));
    text.insert(0, "somebody else");
    Y.applyUpdate(document, damaged);
    return true;
  });
  expect(passed).toBeGreaterThan(100);
});

it("what editors send while people type, format and break paragraphs is plain and needs no second copy", () => {
  const document = new Y.Doc();
  const trial = rehearsal(document);
  const editor = new Y.Doc();
  let sent = 0;
  editor.on("update", (update: Uint8Array) => {
    sent += 1;
    expect(trial.tryOut(update, Y.decodeUpdate(update))).toBe("fits");
    Y.applyUpdate(document, update);
    trial.applied(update);
  });
  const fragment = editor.getXmlFragment("default");
  const paragraph = new Y.XmlElement("paragraph");
  const words = new Y.XmlText();
  paragraph.insert(0, [words]);
  fragment.insert(0, [paragraph]);
  words.insert(0, "A sentence, and another.");
  words.format(2, 8, { bold: true });
  words.delete(0, 4);
  paragraph.setAttribute("level", "2");
  fragment.insert(1, [new Y.XmlElement("blockquote")]);
  fragment.delete(0, 1);
  expect(sent).toBe(7);
  expect(trial.copied()).toBe(false);
});

it("an update that waits for another is not taken, and is once the other is there or comes along", () => {
  const editor = new Y.Doc();
  const updates: Uint8Array[] = [];
  editor.on("update", (update: Uint8Array) => updates.push(update));
  editor.getText("words").insert(0, "one");
  editor.getText("words").insert(3, " two");
  editor.getText("words").delete(0, 1);
  const [first = new Uint8Array(), second = new Uint8Array(), third = new Uint8Array()] = updates;
  const trial = rehearsal(new Y.Doc());
  const tryOut = (update: Uint8Array) => trial.tryOut(update, Y.decodeUpdate(update));
  expect([second, third].map(tryOut)).toEqual(["waits", "waits"]);
  expect(trial.copied()).toBe(false);
  expect(tryOut(Y.mergeUpdates([second, first, third]))).toBe("fits");
});

it("an update that is not plain is tried on a copy together with what is under way; the copy ends with the document", () => {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  const from = (document: Y.Doc, words: string) => {
    document.getText("words").insert(0, words);
    return Y.encodeStateAsUpdate(document);
  };
  const trial = rehearsal(new Y.Doc());
  const plain = from(one, "somebody's ");
  expect(trial.tryOut(plain, Y.decodeUpdate(plain))).toBe("fits");
  expect(trial.copied()).toBe(false);
  Y.applyUpdate(two, plain);
  const both = from(two, "words of two people, ");
  expect(trial.tryOut(both, Y.decodeUpdate(both))).toBe("fits");
  expect(trial.copied()).toBe(true);
  trial.end();
  expect(trial.copied()).toBe(false);
});
