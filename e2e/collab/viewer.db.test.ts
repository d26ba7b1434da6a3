import { describe, expect, it, onTestFinished } from "vitest";
import type { WebSocket } from "ws";
import * as Y from "yjs";
import { CLOSED, helloToken, RATIONALE_SCHEMA } from "#core/rationale";
import { testDatabase } from "#server/platform/test-database";
import { socketOf } from "./editor";
import { frame } from "./frame";
import { servedTeam } from "./served";

const { db } = testDatabase();
const { cookies, served, team } = servedTeam();

const EDITOR = 7;
const [SYNC, CARET, AUTH, QUERY, REPLY, STATELESS, BROADCAST] = [0, 1, 2, 3, 4, 5, 6];
const [STEP2, UPDATE] = [1, 2];

function words(): Uint8Array {
  const document = new Y.Doc();
  document.clientID = EDITOR;
  document.getText("words").insert(0, "from a viewer");
  return Y.encodeStateAsUpdate(document);
}

/** Somebody who may read only, at a bare socket. */
async function viewer(url: string, scenarioId: string): Promise<WebSocket> {
  const Socket = socketOf(cookies.observer);
  const socket: WebSocket = new Socket(url);
  onTestFinished(() => socket.terminate());
  await new Promise((resolve) => socket.once("open", resolve));
  const answered = new Promise((resolve) => socket.once("message", resolve));
  socket.send(frame(scenarioId, AUTH, 0, helloToken({ schema: RATIONALE_SCHEMA, editor: EDITOR })));
  await answered;
  return socket;
}

/** A state of a caret, as awareness has it. */
function caretOf(editor: number): Uint8Array {
  const state = new TextEncoder().encode(JSON.stringify({ user: { name: "Somebody" } }));
  return Uint8Array.of(1, editor, 1, state.byteLength, ...state);
}

describe("whoever may read only", () => {
  it.each([
    ["an edit", (id: string) => frame(id, SYNC, UPDATE, words())],
    ["all that they have", (id: string) => frame(id, SYNC, STEP2, words())],
    ["an edit as an answer", (id: string) => frame(id, REPLY, UPDATE, words())],
    ["all that they have as an answer", (id: string) => frame(id, REPLY, STEP2, words())],
  ])("sends %s in vain: nothing reaches the log or anybody's screen", async (_what, data) => {
    const { server, scenarioId, open } = await served();
    const writer = open("ada");
    await writer.untilState("saved");
    const socket = await viewer(server.url, scenarioId);
    socket.send(data(scenarioId));
    // What is asked after it is answered after it.
    const asked = new Promise((resolve) => socket.on("pong", resolve));
    socket.send(frame(scenarioId, QUERY));
    socket.ping();
    await asked;
    writer.type("the text");
    await writer.untilState("saved");
    expect(writer.text.toString()).toBe("the text");
    expect(await db.documentUpdate.count({ where: { documentId: scenarioId } })).toBe(1);
  });

  it.each([
    ["to everybody", STATELESS],
    ["to everybody by way of the server", BROADCAST],
    ["of an unknown type", 99],
  ])("is sent away for a message %s", async (_what, type) => {
    const { server, scenarioId } = await served();
    const socket = await viewer(server.url, scenarioId);
    const ended = new Promise((resolve) => socket.once("close", resolve));
    socket.send(frame(scenarioId, type, "hello"));
    expect(await ended).toBe(CLOSED.malformed.code);
  });

  it("is sent away for an edit under the name of a session", async () => {
    const { server, scenarioId } = await served();
    const socket = await viewer(server.url, scenarioId);
    const ended = new Promise((resolve) => socket.once("close", resolve));
    socket.send(frame(`${scenarioId}\0session`, SYNC, UPDATE, words()));
    expect(await ended).toBe(CLOSED.malformed.code);
    expect(await db.documentUpdate.count({ where: { documentId: scenarioId } })).toBe(0);
  });

  it("moves nobody else's caret and takes none away", async () => {
    const { server, scenarioId, open } = await served();
    const [one, two] = [open("ada"), open("ben")];
    await Promise.all([one, two].map((editor) => editor.untilState("saved")));
    one.provider.awareness?.setLocalState({ cursor: null });
    const seen = () => two.provider.awareness?.getStates();
    await two.until(() => seen()?.has(one.provider.document.clientID) === true);
    const socket = await viewer(server.url, scenarioId);
    socket.send(frame(scenarioId, CARET, caretOf(99)));
    socket.send(frame(scenarioId, CARET, caretOf(EDITOR)));
    await two.until(() => seen()?.has(EDITOR) === true);
    expect(seen()?.has(99)).toBe(false);
    expect(seen()?.get(EDITOR)?.user).toMatchObject({ name: "Observer" });
    expect(seen()?.has(one.provider.document.clientID)).toBe(true);
  });

  it("gets nowhere with a document that they were not let in to, on the same socket", async () => {
    const { server, scenarioId, open } = await served();
    const other = await team().scenario();
    const writer = open("ada", { scenarioId: other });
    await writer.untilState("saved");
    const socket = await viewer(server.url, scenarioId);
    socket.send(frame(other, SYNC, UPDATE, words()));
    socket.send(frame(other, CARET, caretOf(EDITOR)));
    const asked = new Promise((resolve) => socket.on("pong", resolve));
    socket.ping();
    await asked;
    writer.type("the text");
    await writer.untilState("saved");
    expect(writer.text.toString()).toBe("the text");
    expect(await db.documentUpdate.count({ where: { documentId: other } })).toBe(1);
    expect(writer.provider.awareness?.getStates().has(EDITOR)).toBe(false);
  });

  it("is also who wrote until the scenario was archived", async () => {
    const { scenarioId, open } = await served({ bounds: { recheckEveryMs: 300 } });
    const editor = open("ada");
    await editor.untilState("saved");
    await db.scenario.update({ where: { id: scenarioId }, data: { archivedAt: new Date() } });
    await editor.untilState("reading");
    editor.type("too late");
    await open("ben").untilState("reading");
    expect(await db.documentUpdate.count({ where: { documentId: scenarioId } })).toBe(0);
  });
});
