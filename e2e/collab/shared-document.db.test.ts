import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { compact } from "#server/collab/compact";
import { postgresLog } from "#server/collab/postgres-log";
import { rebuild } from "#server/collab/rebuild";
import { testDatabase } from "#server/platform/test-database";
import { servedTeam } from "./served";

const { db, pool } = testDatabase();
const { ids, served, serve } = servedTeam();

const PLACE = { type: null, tname: "default", item: { client: 7, clock: 3 }, assoc: 0 };

/** The document as the log alone has it. */
async function fromLog(scenarioId: string): Promise<string> {
  const updates = postgresLog();
  const stored = await updates.read(scenarioId);
  const document = new Y.Doc();
  if (stored) await rebuild(updates, scenarioId, stored, document);
  await updates.stop();
  return document.getText("words").toString();
}

const rows = (scenarioId: string) => db.documentUpdate.count({ where: { documentId: scenarioId } });

describe("a shared document", () => {
  it("two people who type at once both have both texts, and so has the log", async () => {
    const { scenarioId, open } = await served();
    const [one, two] = [open("ada"), open("ben")];
    await Promise.all([one.untilState("saved"), two.untilState("saved")]);
    for (let index = 0; index < 20; index += 1) {
      one.type(`a${index} `);
      two.type(`b${index} `);
    }
    await Promise.all([one, two].map((editor) => editor.untilState("saved")));
    await Promise.all([one, two].map((editor) => editor.until(() => editor.text.length === 140)));
    expect(one.text.toString()).toBe(two.text.toString());
    expect(await fromLog(scenarioId)).toBe(one.text.toString());
    expect(
      await db.documentUpdate.groupBy({ by: ["userId"], where: { documentId: scenarioId }, _count: true }),
    ).toEqual(expect.arrayContaining([ids.ada, ids.ben].map((userId) => expect.objectContaining({ userId }))));
  });

  it("is saved when the words are in the log, and not before", async () => {
    const { scenarioId, open } = await served();
    const editor = open("ada");
    await editor.untilState("saved");
    expect(editor.provider.saveState).toEqual({ kind: "saved", at: null });
    const holder = await pool.connect();
    await holder.query("BEGIN");
    await holder.query(`SELECT 1 FROM "Document" WHERE "id" = $1 FOR UPDATE`, [scenarioId]);
    const states: string[] = [];
    const watched = editor.until(() => {
      states.push(editor.provider.saveState.kind);
      return editor.text.length > 0 && editor.provider.saveState.kind === "saved";
    });
    editor.type("held back");
    const blocked = async () =>
      (await pool.query(`SELECT 1 FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')`))
        .rowCount;
    while (!(await blocked()));
    expect(editor.provider.saveState).toEqual({ kind: "saving" });
    expect(await rows(scenarioId)).toBe(0);
    await holder.query("COMMIT");
    holder.release();
    await watched;
    expect(states.at(-1)).toBe("saved");
    expect(await fromLog(scenarioId)).toBe("held back");
  });

  it.each(["observer", "leader"] as const)(
    "a reader (%s) sees the text, and what they send never reaches the log",
    async (who) => {
      const { scenarioId, open } = await served();
      const writer = open("ada");
      await writer.untilState("saved");
      writer.type("the text");
      await writer.untilState("saved");
      const before = await rows(scenarioId);
      const reader = open(who);
      await reader.untilText("the text");
      expect(reader.provider.saveState).toEqual({ kind: "reading" });
      reader.type(" and not mine");
      writer.type(".");
      await writer.untilState("saved");
      await reader.untilText(".");
      expect(await rows(scenarioId)).toBe(before + 1);
      expect(writer.text.toString()).toBe("the text.");
    },
  );

  it("somebody who was away brings what they wrote meanwhile, and reads what others did", async () => {
    const { server, scenarioId, open } = await served();
    const [one, two] = [open("ada"), open("ben")];
    await Promise.all([one.untilState("saved"), two.untilState("saved")]);
    await server.stop();
    await one.untilState("lost");
    one.type("written while away. ");
    expect(one.provider.saveState).toEqual({ kind: "lost", unsaved: true });
    expect(two.provider.saveState.kind).not.toBe("saving");
    await serve({ port: server.port });
    await one.untilState("saved");
    await two.untilText("written while away");
    expect(await fromLog(scenarioId)).toBe("written while away. ");
  });

  it("a server that is stopped under typing and started again has lost nothing that was called saved", async () => {
    const { server, scenarioId, open } = await served();
    const editors = [open("ada"), open("ben")];
    await Promise.all(editors.map((editor) => editor.untilState("saved")));
    for (let index = 0; index < 50; index += 1) for (const editor of editors) editor.type(`${index},`);
    await server.stop();
    const kept = await fromLog(scenarioId);
    for (const editor of editors) if (editor.provider.saveState.kind === "saved") expect(kept.length).toBe(280);
    await serve({ port: server.port });
    await Promise.all(editors.map((editor) => editor.untilState("saved")));
    await Promise.all(editors.map((editor) => editor.until(() => editor.text.length === 280)));
    expect(await fromLog(scenarioId)).toBe(editors[0]?.text.toString());
  });

  it("is compacted under way and when everybody has left, from the log and keeping it", async () => {
    const { scenarioId, open } = await served({ bounds: { snapshotRows: 10, snapshotKeptRows: 10 } });
    const editor = open("ada");
    await editor.untilState("saved");
    for (let index = 0; index < 25; index += 1) {
      editor.type(`${index} `);
      await editor.untilState("saved");
    }
    const written = editor.text.toString();
    editor.close();
    const newest = async () =>
      db.documentSnapshot.findFirst({
        where: { documentId: scenarioId },
        orderBy: { seq: "desc" },
        select: { seq: true },
      });
    const head = await rows(scenarioId);
    while ((await newest())?.seq !== head);
    expect(await db.documentSnapshot.count({ where: { documentId: scenarioId } })).toBeGreaterThanOrEqual(2);
    expect(await rows(scenarioId)).toBe(head);
    expect(await fromLog(scenarioId)).toBe(written);
    const updates = postgresLog();
    expect(await compact(updates, scenarioId, { snapshotKeptRows: 10 })).toBeNull();
    await updates.stop();
    const later = open("ben");
    await later.untilText(written);
  });

  it("an update in the log that cannot be read is quarantined, and the rest of the text is there", async () => {
    const { scenarioId, open } = await served();
    const editor = open("ada");
    await editor.untilState("saved");
    editor.type("before ");
    await editor.untilState("saved");
    editor.close();
    const updates = postgresLog();
    const seq = await updates.append({ documentId: scenarioId, update: Uint8Array.of(255, 255, 255, 1), userId: null });
    await updates.stop();
    const later = open("ben");
    await later.untilText("before ");
    const bad = await db.documentUpdate.findMany({
      where: { documentId: scenarioId, quarantined: true },
      select: { seq: true },
    });
    expect(bad).toEqual([{ seq }]);
    later.type("after");
    await later.untilState("saved");
    expect(await fromLog(scenarioId)).toBe("before after");
  });

  it("people appear under the name the server knows, whatever their browser says, with a caret and nothing else", async () => {
    const { open } = await served();
    const [one, two] = [open("ada"), open("ben")];
    await Promise.all([one.untilState("saved"), two.untilState("saved")]);
    one.provider.awareness?.setLocalState({
      user: { name: "Somebody Else" },
      cursor: { anchor: { ...PLACE, probability: 0.7 }, head: PLACE, probability: 0.7 },
      probability: 0.7,
    });
    const seen = () => two.provider.awareness?.getStates().get(one.provider.document.clientID);
    await two.until(() => Boolean(seen()?.cursor));
    expect([...(two.provider.awareness?.getStates().keys() ?? [])]).toHaveLength(2);
    expect(seen()).toEqual({
      user: { id: ids.ada, name: "Analyst 1", series: expect.any(Number) },
      cursor: { anchor: PLACE, head: PLACE },
    });
    one.provider.awareness?.setLocalState({ cursor: { anchor: { tname: "70 %" }, head: PLACE } });
    await two.until(() => seen()?.cursor === null);
  });
});
