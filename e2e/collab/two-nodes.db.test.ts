import { describe, expect, it, onTestFinished } from "vitest";
import * as Y from "yjs";
import { rationaleAsOf } from "#server/collab/as-of";
import { postgresLog } from "#server/collab/postgres-log";
import { writeRationale } from "#server/collab/rationale-json";
import { testDatabase } from "#server/platform/test-database";
import { REDIS_ABSENT, redisProgram, startRedis } from "../faults/redis-server";
import { fromLog } from "./convergence";
import { openEditor } from "./editor";
import { type PersonKey, servedTeam } from "./served";

const { db, pool, url: databaseUrl } = testDatabase();
const { ids, cookies, team, serve } = servedTeam();

/** Two nodes over one database, and editors on either. */
async function twoNodes(options: Parameters<typeof serve>[0] = {}) {
  const nodes = [await serve(options), await serve(options)];
  const scenarioId = await team().scenario();
  return {
    scenarioId,
    open(who: PersonKey, node: 0 | 1, document?: Y.Doc) {
      const editor = openEditor({ url: nodes[node]?.url ?? "", scenarioId, cookie: cookies[who], document });
      onTestFinished(editor.close);
      return editor;
    },
  };
}

const rows = (documentId: string) => db.documentUpdate.count({ where: { documentId } });
const NEVER = 1e9;

const LISTENING = `FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'bellwether collab hints'`;
const pidsOf = async (what: string) =>
  (await pool.query<{ pid: number }>(`${what} ${LISTENING}`)).rows.map(({ pid }) => pid);
/** The connections on which nodes hear of each other's edits. */
const listeners = () => pidsOf("SELECT pid");
const killListeners = () => pidsOf("SELECT pid, pg_terminate_backend(pid)");

describe("two nodes over one database", () => {
  it("each shows what is written on the other, at once and without asking; the log has every edit once", async () => {
    const { scenarioId, open } = await twoNodes({ bounds: { headsEveryMs: NEVER } });
    const [one, two] = [open("ada", 0), open("ben", 1)];
    await Promise.all([one.untilState("saved"), two.untilState("saved")]);
    for (let index = 0; index < 30; index += 1) {
      one.type(`a${index} `);
      two.type(`b${index} `);
    }
    await Promise.all([one, two].map((editor) => editor.untilState("saved")));
    await Promise.all([one, two].map((editor) => editor.until(() => editor.text.length === 220)));
    expect(one.text.toString()).toBe(two.text.toString());
    const kept = await db.documentUpdate.findMany({ where: { documentId: scenarioId }, select: { update: true } });
    const letters = kept.flatMap(({ update }) => Y.decodeUpdate(update).structs.map(({ length }) => length));
    expect(letters.reduce((sum, length) => sum + length, 0)).toBe(220);
    expect((await fromLog(scenarioId, databaseUrl)).getText("words").toString()).toBe(one.text.toString());
  });

  it("a hint that is lost is repaired by asking for heads", async () => {
    const updates = postgresLog();
    const { scenarioId, open } = await twoNodes({
      bounds: { headsEveryMs: 200 },
      updates: { ...updates, listen: () => Promise.reject(new Error("no hints today")) },
    });
    const [one, two] = [open("ada", 0), open("ben", 1)];
    await Promise.all([one.untilState("saved"), two.untilState("saved")]);
    one.type("nobody was told");
    await two.untilText("nobody was told");
    two.type(", and still");
    await one.untilText("nobody was told, and still");
    expect(await rows(scenarioId)).toBe(2);
  });

  it("while the connections that listen are killed again and again, asking for heads carries the text", async () => {
    const { open } = await twoNodes({ bounds: { headsEveryMs: 200 } });
    const [one, two] = [open("ada", 0), open("ben", 1)];
    await Promise.all([one.untilState("saved"), two.untilState("saved")]);
    let killed = 0;
    const killing = setInterval(async () => {
      killed += (await killListeners()).length;
    }, 20);
    onTestFinished(() => clearInterval(killing));
    await expect.poll(() => killed).toBeGreaterThan(1);
    for (let word = 0; word < 5; word += 1) {
      one.type(`one${word} `);
      await two.untilText(`one${word} `);
      two.type(`two${word} `);
      await one.untilText(`two${word} `);
    }
    expect(killed).toBeGreaterThan(2);
    expect(one.text.toString()).toBe(two.text.toString());
  });

  it("a connection that listens and is killed comes back by itself", async () => {
    const { open } = await twoNodes({ bounds: { headsEveryMs: NEVER } });
    const [one, two] = [open("ada", 0), open("ben", 1)];
    await Promise.all([one.untilState("saved"), two.untilState("saved")]);
    const killed = await killListeners();
    expect(killed).toHaveLength(2);
    await expect.poll(async () => (await listeners()).filter((pid) => !killed.includes(pid))).toHaveLength(2);
    one.type("heard again");
    await two.untilText("heard again");
    two.type(", both ways");
    await one.untilText("heard again, both ways");
  });

  it("what is appended while a document is being read is not missed", async () => {
    const [updates, other] = [postgresLog(), postgresLog()];
    onTestFinished(other.stop);
    const { scenarioId, open } = await twoNodes({
      bounds: { headsEveryMs: NEVER },
      updates: {
        ...updates,
        async open(documentId) {
          const stored = await updates.open(documentId);
          await other.append({ documentId, update: written("between"), userId: null });
          return stored;
        },
      },
    });
    const editor = open("ada", 0);
    await editor.until(() => editor.provider.document.getText("elsewhere").toString() === "between");
    expect(await rows(scenarioId)).toBe(1);
  });

  it("an edit that the server makes itself reaches those who have the text open", async () => {
    const { scenarioId, open } = await twoNodes({ bounds: { headsEveryMs: NEVER } });
    const editor = open("ada", 0);
    await editor.untilState("saved");
    const updates = postgresLog();
    await updates.append({ documentId: scenarioId, update: written("restored"), userId: ids.ben });
    await updates.stop();
    await editor.until(() => editor.provider.document.getText("elsewhere").toString() === "restored");
  });

  it("somebody who goes from one node to the other brings nothing that is in the log already", async () => {
    const updates = postgresLog();
    const { scenarioId, open } = await twoNodes({
      bounds: { headsEveryMs: NEVER },
      updates: { ...updates, listen: async () => {} },
    });
    const [one, reader] = [open("ada", 0), open("ben", 1)];
    await Promise.all([one.untilState("saved"), reader.untilState("saved")]);
    one.type("kept once");
    await one.untilState("saved");
    one.close();
    const moved = open("ada", 1, one.provider.document);
    await moved.untilState("saved");
    await reader.untilText("kept once");
    expect(await rows(scenarioId)).toBe(1);
    one.text.insert(0, "and this: ");
    await moved.untilState("saved");
    expect(await rows(scenarioId)).toBe(2);
  });

  it("an update that cannot be read disturbs nobody who has the text open", async () => {
    const { scenarioId, open } = await twoNodes({ bounds: { headsEveryMs: NEVER } });
    const [one, two] = [open("ada", 0), open("ben", 1)];
    await Promise.all([one.untilState("saved"), two.untilState("saved")]);
    const updates = postgresLog();
    await updates.append({ documentId: scenarioId, update: Uint8Array.of(255, 255, 255, 1), userId: null });
    await updates.stop();
    one.type("still here");
    await two.untilText("still here");
  });

  it("the text can be had as it was after any edit and at any instant, also from between snapshots", async () => {
    const { scenarioId } = await twoNodes();
    const updates = postgresLog();
    await updates.open(scenarioId);
    const document = new Y.Doc();
    const states: string[] = [];
    document.on("update", (update: Uint8Array) => {
      states.push(JSON.stringify(document.getXmlFragment("default")));
      appended.push(updates.append({ documentId: scenarioId, update, userId: ids.ada }));
    });
    const appended: Promise<number>[] = [];
    for (let index = 0; index < 25; index += 1)
      writeRationale(document, [{ type: "paragraph", content: [{ type: "text", text: `Paragraph ${index}` }] }]);
    await Promise.all(appended);
    for (const seq of [7, 9, 18]) {
      const past = await rationaleAsOf(scenarioId, { seq });
      await updates.addSnapshot(scenarioId, seq, past?.state ?? new Uint8Array(), 10);
    }
    for (const seq of [1, 8, 9, 10, 18, 25]) {
      const past = await rationaleAsOf(scenarioId, { seq });
      const then = new Y.Doc();
      Y.applyUpdateV2(then, past?.state ?? new Uint8Array());
      expect(JSON.stringify(then.getXmlFragment("default"))).toBe(states[seq - 1]);
      expect(past?.text.content).toHaveLength(seq);
    }
    const { createdAt } = await db.documentUpdate.findUniqueOrThrow({
      where: { documentId_seq: { documentId: scenarioId, seq: 25 } },
      select: { createdAt: true },
    });
    const after = new Date(createdAt.getTime() + 1);
    expect((await rationaleAsOf(scenarioId, { instant: after }))?.seq).toBe(25);
    expect((await rationaleAsOf(scenarioId, { instant: new Date(0) }))?.text.content).toEqual([]);
    expect(await rationaleAsOf("0198c5a0-7c00-7000-8000-00000000dead", { seq: 1 })).toBeNull();
    await updates.stop();
  });
});

const program = redisProgram();

describe.skipIf(program === null)(`carets over Redis${program ? "" : ` (${REDIS_ABSENT})`}`, () => {
  const place = (clock: number) => ({ type: null, tname: "default", item: { client: 7, clock }, assoc: 0 });

  it("cross nodes; when Redis dies they vanish, text goes on, and they come back with it", async () => {
    const redis = await startRedis(program ?? "");
    onTestFinished(redis.kill);
    const { open } = await twoNodes({ redisUrl: redis.url, bounds: { headsEveryMs: NEVER } });
    const [one, two] = [open("ada", 0), open("ben", 1)];
    await Promise.all([one.untilState("saved"), two.untilState("saved")]);
    const seen = () => two.provider.awareness?.getStates().get(one.provider.document.clientID);
    one.provider.awareness?.setLocalState({ cursor: { anchor: place(1), head: place(2) } });
    await two.until(() => Boolean(seen()?.cursor));
    expect(seen()).toEqual({
      user: { id: ids.ada, name: "Analyst 1", series: expect.any(Number) },
      cursor: { anchor: place(1), head: place(2) },
    });

    await redis.kill();
    await two.until(() => !seen());
    one.type("text needs no Redis");
    await two.untilText("text needs no Redis");

    await redis.start();
    const moves = setInterval(() => {
      one.provider.awareness?.setLocalState({ cursor: { anchor: place(3), head: place(3) } });
    }, 50);
    onTestFinished(() => clearInterval(moves));
    await two.until(() => Boolean(seen()?.cursor));
  });

  it("somebody who opens the text later sees who is there on other nodes", async () => {
    const redis = await startRedis(program ?? "");
    onTestFinished(redis.kill);
    const { open } = await twoNodes({ redisUrl: redis.url });
    const one = open("ada", 0);
    await one.untilState("saved");
    one.provider.awareness?.setLocalState({ cursor: { anchor: place(1), head: place(1) } });
    const two = open("ben", 1);
    await two.until(() => Boolean(two.provider.awareness?.getStates().get(one.provider.document.clientID)?.cursor));
    one.close();
    await two.until(() => !two.provider.awareness?.getStates().has(one.provider.document.clientID));
  });
});

/** An update that writes words into a text of its own. */
function written(words: string): Uint8Array {
  const document = new Y.Doc();
  document.getText("elsewhere").insert(0, words);
  return Y.encodeStateAsUpdate(document);
}
