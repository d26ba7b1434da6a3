import { expect, it } from "vitest";
import * as Y from "yjs";
import { memoryLog } from "#server/collab/memory-log";
import { rebuild } from "#server/collab/rebuild";

/** Updates of two people of whom one marks words bold that the other deletes at the same time: the marks are around nothing. */
function marksThatMeet(): Uint8Array[] {
  const [one, two] = [new Y.Doc(), new Y.Doc()];
  const updates: Uint8Array[] = [];
  one.getText("words").insert(0, "the same words");
  updates.push(Y.encodeStateAsUpdate(one));
  Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
  for (const document of [one, two]) document.on("update", (update: Uint8Array) => updates.push(update));
  one.getText("words").format(4, 4, { bold: true });
  two.getText("words").delete(4, 4);
  return updates;
}

const deletions = (document: Y.Doc) => Y.snapshot(document).ds;

it("a document on the server holds what editors wrote and makes no edits of its own", async () => {
  const updates = marksThatMeet();
  const documentId = "0198c5a0-7c00-7000-8000-000000000001";
  const log = memoryLog();
  log.addScenario(documentId);
  const stored = await log.open(documentId);
  const [kept, editors] = [new Y.Doc(), new Y.Doc()];
  if (stored) await rebuild(log, documentId, stored, kept);
  for (const document of [kept, editors]) {
    document.getText("words"); // from now on Yjs knows that it is a text
    for (const update of updates) Y.applyUpdate(document, update);
  }
  expect(kept.getText("words").toString()).toBe("the  words");
  const written = Y.mergeDeleteSets(updates.map((update) => Y.decodeUpdate(update).ds));
  expect(Y.equalDeleteSets(deletions(kept), written)).toBe(true);
  expect(Y.equalDeleteSets(deletions(editors), written)).toBe(false); // what Yjs does elsewhere
});
