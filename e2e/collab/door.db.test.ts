import { createEncoder, toUint8Array, writeVarString, writeVarUint, writeVarUint8Array } from "lib0/encoding";
import { describe, expect, it, vi } from "vitest";
import type { WebSocket } from "ws";
import { CLOSED, helloToken, RATIONALE_SCHEMA, rationaleName } from "#core/rationale";
import { BOUNDS } from "#server/collab/bounds";
import { testDatabase } from "#server/platform/test-database";
import { newCookie } from "../fixtures/sessions";
import { socketOf } from "./editor";
import { servedTeam } from "./served";

const { db, pool } = testDatabase();
const { cookies, served, team } = servedTeam();

/** How a bare connection ends: refused with an HTTP status, or closed with a code. */
function ending(socket: WebSocket): Promise<{ status?: number; code?: number }> {
  return new Promise((resolve) => {
    socket.on("unexpected-response", (_request, response) => resolve({ status: response.statusCode }));
    socket.on("close", (code) => resolve({ code }));
  });
}

function connect(url: string, cookie: string | null, origin?: string | null): WebSocket {
  const Socket = socketOf(cookie, origin);
  return new Socket(url);
}

function message(scenarioId: string, type: number, ...parts: (number | string | Uint8Array)[]): Uint8Array {
  const encoder = createEncoder();
  writeVarString(encoder, rationaleName(scenarioId));
  writeVarUint(encoder, type);
  for (const part of parts) {
    if (typeof part === "number") writeVarUint(encoder, part);
    else if (typeof part === "string") writeVarString(encoder, part);
    else writeVarUint8Array(encoder, part);
  }
  return toUint8Array(encoder);
}

const [SYNC, AUTH, TOKEN, UPDATE] = [0, 2, 0, 2];

/** A connection that has been let in to the document and says what it is told to. */
async function admitted(url: string, cookie: string, scenarioId: string): Promise<WebSocket> {
  const socket = connect(url, cookie);
  await new Promise((resolve) => socket.once("open", resolve));
  const answered = new Promise((resolve) => socket.once("message", resolve));
  socket.send(message(scenarioId, AUTH, TOKEN, helloToken({ schema: RATIONALE_SCHEMA, editor: 7 })));
  await answered;
  return socket;
}

const rows = (documentId: string) => db.documentUpdate.count({ where: { documentId } });

describe("the door", () => {
  it.each([
    ["no origin", null, 403],
    ["an opaque origin", "null", 403],
    ["another site", "https://elsewhere.example", 403],
    ["another port", "http://127.0.0.1:1", 403],
  ])("refuses %s before it looks at the session", async (_what, origin, status) => {
    const { server } = await served();
    expect(await ending(connect(server.url, cookies.ada, origin))).toEqual({ status });
  });

  it("writes down that it refused one from elsewhere, once in a quarter of an hour for an address", async () => {
    const { server } = await served();
    const asked = () => ending(connect(server.url, cookies.ada, "https://elsewhere.example"));
    await asked();
    const where = { action: "socket.refuse" };
    await vi.waitFor(async () => expect(await db.auditEntry.count({ where })).toBe(1));
    await Promise.all([asked(), asked()]);
    expect(await db.auditEntry.findMany({ where, select: { detail: true, network: true, subjectId: true } })).toEqual([
      {
        detail: { door: "document socket", because: "asked for from elsewhere" },
        network: expect.stringMatching(/127|::/),
        subjectId: null,
      },
    ]);
  });

  it("refuses whoever is not signed in, a forged session, and one that has been ended", async () => {
    const { server } = await served();
    const former = await team().person("Former", "LEAD");
    await db.user.update({ where: { id: former }, data: { tokenVersion: 1 } });
    for (const cookie of [null, "next-auth.session-token=forged", cookies.ada.slice(0, -2)])
      expect(await ending(connect(server.url, cookie))).toEqual({ status: 401 });
  });

  it.each(["outsider"] as const)("does not say that a document exists to %s", async (who) => {
    const { open } = await served();
    const editor = open(who);
    await editor.untilState("refused");
    expect(editor.provider.saveState).toMatchObject({ because: "not-found" });
    const nowhere = open(who, { scenarioId: "0198c5a0-7c00-7000-8000-00000000dead" });
    await nowhere.untilState("refused");
    expect(nowhere.provider.saveState).toEqual(editor.provider.saveState);
  });

  it("refuses an editor of another schema, so that it does not delete what it does not know", async () => {
    const { open, scenarioId } = await served();
    const editor = open("ada", { schema: RATIONALE_SCHEMA - 1 });
    editor.type("from an old editor");
    await editor.untilState("refused");
    expect(editor.provider.saveState).toEqual({ kind: "refused", because: "schema-changed", unsaved: true });
    expect(await rows(scenarioId)).toBe(0);
  });

  it("an archived scenario can be read and no longer written", async () => {
    const { open, scenarioId } = await served();
    await db.scenario.update({ where: { id: scenarioId }, data: { archivedAt: new Date() } });
    await open("ada").untilState("reading");
  });
});

describe("a right that is withdrawn", () => {
  const HALF_A_SECOND = { recheckEveryMs: 500 };

  it("by disabling the account closes the connection", async () => {
    const { server, scenarioId } = await served({ bounds: HALF_A_SECOND });
    const person = await team().person("Leaving", "FORECASTER");
    const socket = await admitted(server.url, await newCookie(pool, person), scenarioId);
    const ended = ending(socket);
    await db.user.update({ where: { id: person }, data: { disabledAt: new Date() } });
    expect(await ended).toEqual({ code: CLOSED.signedOut.code });
  });

  it("by ending the session is said to its browser once no newer session lets it in", async () => {
    const { open } = await served({ bounds: HALF_A_SECOND });
    const person = await team().person("Signing out", "FORECASTER");
    const editor = open("ada", { cookie: await newCookie(pool, person) });
    await editor.untilState("saved");
    await db.user.update({ where: { id: person }, data: { tokenVersion: 1 } });
    await editor.untilState("refused");
    expect(editor.provider.saveState).toEqual({ kind: "refused", because: "signed-out", unsaved: false });
  });

  it("by revoking the session closes the connection within five seconds as things stand", async () => {
    const { server, scenarioId } = await served();
    const person = await team().person("Revoked", "FORECASTER");
    const socket = await admitted(server.url, await newCookie(pool, person), scenarioId);
    const ended = ending(socket);
    await db.session.updateMany({ where: { userId: person }, data: { revokedAt: new Date() } });
    expect(await ended).toEqual({ code: CLOSED.signedOut.code });
  });

  it("by leaving the team closes it within five seconds as things stand", async () => {
    const { server, scenarioId } = await served();
    const person = await team().person("Moving", "FORECASTER");
    const socket = await admitted(server.url, await newCookie(pool, person), scenarioId);
    const ended = ending(socket);
    await db.member.updateMany({ where: { userId: person }, data: { leftAt: new Date() } });
    expect(await ended).toEqual({ code: CLOSED.notFound.code });
    expect(BOUNDS.recheckEveryMs).toBeLessThan(5_000);
  });

  it("by becoming an observer turns the editor into a reader, with nothing of theirs in the log after it", async () => {
    const { open, scenarioId } = await served({ bounds: HALF_A_SECOND });
    const person = await team().person("Demoted", "FORECASTER");
    const editor = open("ada", { cookie: await newCookie(pool, person) });
    await editor.untilState("saved");
    await db.member.updateMany({ where: { userId: person }, data: { role: "OBSERVER" } });
    await editor.untilState("reading");
    const before = await rows(scenarioId);
    editor.type("too late");
    const other = open("ben");
    await other.untilState("saved");
    other.type("in time");
    await other.untilState("saved");
    expect(await rows(scenarioId)).toBe(before + 1);
    expect(other.text.toString()).toBe("in time");
  });
});

describe("what does not fit", () => {
  it.each([
    [
      "an update that does not decode",
      (id: string) => message(id, SYNC, UPDATE, Uint8Array.of(255, 255, 255, 1)),
      4400,
    ],
    ["a sync message of an unknown kind", (id: string) => message(id, SYNC, 9, Uint8Array.of(0)), 4400],
    ["a message cut short", (id: string) => message(id, SYNC, UPDATE).subarray(0, -1), 4400],
    ["a message of more than 1 MiB", (id: string) => message(id, SYNC, UPDATE, new Uint8Array(1 << 20)), 1009],
    ["text instead of bytes", () => "hello", 4400],
  ])("%s closes its connection, reaches no log and disturbs nobody", async (_what, data, code) => {
    const { server, scenarioId, open } = await served();
    const other = open("ben");
    await other.untilState("saved");
    const socket = await admitted(server.url, cookies.ada, scenarioId);
    const ended = ending(socket);
    socket.send(data(scenarioId));
    expect((await ended).code).toBe(code);
    expect(await rows(scenarioId)).toBe(0);
    other.type("undisturbed");
    await other.untilState("saved");
    expect(await rows(scenarioId)).toBe(1);
  });

  it("a document takes nothing that would make it too large, and still gets smaller", async () => {
    const { open, scenarioId } = await served({ bounds: { documentBytes: 4_000 } });
    const editor = open("ada");
    await editor.untilState("saved");
    editor.type("x".repeat(3_000));
    await editor.untilState("saved");
    const before = await rows(scenarioId);
    const other = open("ben");
    await other.untilText("xxx");
    other.type("y".repeat(2_000));
    await other.untilState("refused");
    expect(other.provider.saveState).toEqual({ kind: "refused", because: "document-full", unsaved: true });
    expect(await rows(scenarioId)).toBe(before);
    editor.text.delete(0, 2_000);
    await editor.untilState("saved");
    editor.type("z".repeat(1_000));
    await editor.untilState("saved");
    expect(editor.text.length).toBe(2_000);
  });

  it("more connections to a document, of a person or in all than there may be are refused", async () => {
    const { open } = await served({ bounds: { connectionsPerDocument: 1 } });
    await open("ada").untilState("saved");
    const second = open("ben");
    await second.untilState("lost");

    const own = await served({ bounds: { connectionsPerUser: 1 } });
    await admitted(own.server.url, cookies.ada, own.scenarioId);
    expect(await ending(connect(own.server.url, cookies.ada))).toEqual({ status: 429 });
    await admitted(own.server.url, cookies.ben, own.scenarioId);

    const all = await served({ bounds: { connectionsPerProcess: 1 } });
    await admitted(all.server.url, cookies.ada, all.scenarioId);
    expect(await ending(connect(all.server.url, cookies.ben))).toEqual({ status: 503 });
  });

  it("messages beyond the rate end the connection", async () => {
    const { server, scenarioId } = await served({ bounds: { messages: { perSecond: 1, burst: 5 } } });
    const socket = await admitted(server.url, cookies.ada, scenarioId);
    const ended = ending(socket);
    for (let index = 0; index < 6; index += 1) socket.send(message(scenarioId, SYNC, 0, Uint8Array.of(0)));
    expect(await ended).toEqual({ code: CLOSED.tooMany.code });
  });

  it("a reader that does not read is dropped", async () => {
    const { server, scenarioId, open } = await served({
      bounds: {
        unsentBytes: 1 << 20,
        snapshotBytes: 1 << 30,
        bytes: { perSecond: 1 << 30, burst: 1 << 30 },
      },
    });
    const socket = await admitted(server.url, cookies.observer, scenarioId);
    const ended = ending(socket);
    socket.pause();
    const writer = open("ada");
    await writer.untilState("saved");
    // More than the system's own buffers between two sockets hold.
    for (let index = 0; index < 18; index += 1) {
      writer.text.delete(0, writer.text.length);
      writer.type("w".repeat(900_000));
      await writer.untilState("saved");
    }
    socket.resume();
    expect((await ended).code).toBe(1006);
  });

  it("a socket that does not answer pings is dropped", async () => {
    const { server } = await served({ bounds: { pingEveryMs: 50 } });
    const Socket = socketOf(cookies.ada);
    const socket = new Socket(server.url);
    await new Promise((resolve) => socket.once("open", resolve));
    const ended = ending(socket);
    socket.pong = () => {};
    expect((await ended).code).toBe(1006);
  });
});
