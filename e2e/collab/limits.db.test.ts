import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { WebSocket } from "ws";
import * as Y from "yjs";
import { CLOSED, helloToken, RATIONALE_SCHEMA } from "#core/rationale";
import { BOUNDS } from "#server/collab/bounds";
import { testDatabase } from "#server/platform/test-database";
import { socketOf } from "./editor";
import { frame } from "./frame";
import { servedTeam } from "./served";

const { db } = testDatabase();
const { cookies, served, team } = servedTeam();

const rows = (documentId: string) => db.documentUpdate.count({ where: { documentId } });
const ending = (socket: WebSocket) => new Promise<number>((resolve) => socket.once("close", resolve));

/** A bare connection that has said who it is for each of the documents, and what it heard. */
async function connected(url: string, scenarioIds: readonly string[]) {
  const Socket = socketOf(cookies.ada);
  const socket: WebSocket = new Socket(url);
  onTestFinished(() => socket.terminate());
  await new Promise((resolve) => socket.once("open", resolve));
  for (const scenarioId of scenarioIds) {
    const answered = new Promise((resolve) => socket.once("message", resolve));
    socket.send(frame(scenarioId, 2, 0, helloToken({ schema: RATIONALE_SCHEMA, editor: 7 })));
    await Promise.race([answered, ending(socket)]);
  }
  return socket;
}

/** A way to a server that can stop to carry anything in either direction, and says nothing of it to either end. */
async function vanishingNetwork(port: number) {
  const ends = new Set<Socket>();
  const gone = Promise.withResolvers<void>();
  let carries = true;
  const network = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(from);
      from.on("data", (data) => void (carries && to.write(data)));
      from.on("error", () => {});
      from.on("close", () => void (carries && to.destroy()));
    }
    far.on("close", () => gone.resolve());
  });
  network.listen(0, "127.0.0.1");
  await once(network, "listening");
  onTestFinished(() => {
    for (const end of ends) end.destroy();
    network.close();
  });
  const address = network.address();
  return {
    url: `ws://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/collab`,
    /** Resolves when the server has given its end up. */
    async vanish() {
      carries = false;
      await gone.promise;
    },
  };
}

/** An update frame of exactly so many bytes. */
function updateOf(scenarioId: string, bytes: number): Uint8Array {
  const made = (words: number) => {
    const document = new Y.Doc();
    document.clientID = 7;
    document.getText("words").insert(0, "w".repeat(words));
    return frame(scenarioId, 0, 2, Y.encodeStateAsUpdate(document));
  };
  const slack = made(bytes - 1_000).byteLength - (bytes - 1_000);
  return made(bytes - slack);
}

describe("at the limit and past it", () => {
  it("a message of exactly 1 MiB is kept, and one byte more ends the connection", async () => {
    const { server, scenarioId, open } = await served();
    const reader = open("ben");
    await reader.untilState("saved");
    const socket = await connected(server.url, [scenarioId]);
    const largest = updateOf(scenarioId, BOUNDS.messageBytes);
    expect(largest.byteLength).toBe(BOUNDS.messageBytes);
    socket.send(largest);
    await reader.until(() => reader.text.length > 1_000_000);
    expect(await rows(scenarioId)).toBe(1);
    const ended = ending(socket);
    socket.send(new Uint8Array(BOUNDS.messageBytes + 1));
    expect(await ended).toBe(1009);
  });

  it("a socket may have as many documents as there may be, and not one more", async () => {
    const { server } = await served({ bounds: { documentsPerConnection: 3 } });
    const scenarios = await Promise.all(Array.from({ length: 4 }, () => team().scenario()));
    const socket = await connected(server.url, scenarios.slice(0, 3));
    expect(socket.readyState).toBe(socket.OPEN);
    const ended = ending(socket);
    socket.send(frame(scenarios[3] ?? "", 2, 0, helloToken({ schema: RATIONALE_SCHEMA, editor: 7 })));
    expect(await ended).toBe(CLOSED.tooMany.code);
  });

  it("a socket that never says who it is is closed; one that does stays", async () => {
    const { server, scenarioId } = await served({ bounds: { silentMs: 300 } });
    const Socket = socketOf(cookies.ada);
    const silent: WebSocket = new Socket(server.url);
    const speaking = await connected(server.url, [scenarioId]);
    const beat = setInterval(() => speaking.send(frame(scenarioId, 3)), 50);
    onTestFinished(() => clearInterval(beat));
    await ending(silent);
    expect(speaking.readyState).toBe(speaking.OPEN);
  });

  it("a socket that says no more than where its caret is stays, as one does whose writer only reads on", async () => {
    const { server, scenarioId } = await served({ bounds: { silentMs: 300 } });
    const reading = await connected(server.url, [scenarioId]);
    const beat = setInterval(() => reading.send(frame(scenarioId, 1, Uint8Array.of(1, 7, 1, 2, 123, 125))), 50);
    onTestFinished(() => clearInterval(beat));
    const Socket = socketOf(cookies.ben);
    for (let silent = 0; silent < 3; silent += 1) await ending(new Socket(server.url));
    expect(reading.readyState).toBe(reading.OPEN);
  });

  it("a socket that names more documents than it may have, and is let in to none, is sent away", async () => {
    const { server } = await served({ bounds: { documentsPerConnection: 3 } });
    const Socket = socketOf(cookies.ada);
    const socket: WebSocket = new Socket(server.url);
    await new Promise((resolve) => socket.once("open", resolve));
    const ended = ending(socket);
    for (let name = 0; name < 4; name += 1) socket.send(frame(`${name}`, 3));
    expect(await ended).toBe(CLOSED.tooMany.code);
  });

  it("a socket that answers pings stays where one that does not is dropped", async () => {
    const { server, scenarioId } = await served({ bounds: { pingEveryMs: 50 } });
    const answering = await connected(server.url, [scenarioId]);
    const Socket = socketOf(cookies.ben);
    const vanished: WebSocket = new Socket(server.url);
    vanished.pong = () => {};
    expect(await ending(vanished)).toBe(1006);
    expect(answering.readyState).toBe(answering.OPEN);
  });

  it("a socket whose network vanishes without a word is let go of, with its caret and its place", async () => {
    const { server, scenarioId, open } = await served({ bounds: { pingEveryMs: 100, connectionsPerUser: 1 } });
    const network = await vanishingNetwork(server.port);
    const reader = open("ben");
    await reader.untilState("saved");
    const there = () => reader.provider.awareness?.getStates().has(7) === true;
    const vanished = await connected(network.url, [scenarioId]);
    vanished.send(frame(scenarioId, 1, Uint8Array.of(1, 7, 1, 2, 123, 125)));
    await reader.until(there);
    const Socket = socketOf(cookies.ada);
    const refused: WebSocket = new Socket(server.url);
    expect(await ending(refused)).toBe(1006);

    await Promise.all([network.vanish(), reader.until(() => !there())]);
    expect(vanished.readyState).toBe(vanished.OPEN); // as far as it knows
    await connected(server.url, [scenarioId]);
  });

  it("a snapshot is made when so many bytes have gathered, and not before", async () => {
    const { scenarioId, open } = await served({ bounds: { snapshotBytes: 4_000 } });
    const editor = open("ada");
    await editor.untilState("saved");
    const snapshots = () => db.documentSnapshot.count({ where: { documentId: scenarioId } });
    editor.type("x".repeat(3_000));
    await editor.untilState("saved");
    expect(await snapshots()).toBe(0);
    editor.type("y".repeat(2_000));
    await editor.untilState("saved");
    await expect.poll(snapshots).toBe(1);
  });

  it("garbage, refused edits and refused questions print nothing of the libraries' own", async () => {
    const { server, scenarioId } = await served();
    const printed = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
    onTestFinished(() => void vi.restoreAllMocks());
    const damaged = new Y.Doc();
    damaged.getText("words").insert(0, "words");
    const noUpdate = Y.encodeStateAsUpdate(damaged).slice(0, -4);
    for (const data of [
      frame(scenarioId, 0, 2, noUpdate),
      frame(scenarioId, 0, 1, noUpdate),
      frame(scenarioId, 0, 0, Uint8Array.of(255, 255, 255)),
      frame(scenarioId, 2, 1),
      frame(scenarioId, 2, 0).slice(0, -1),
      frame(scenarioId, 6, "to everybody"),
      Uint8Array.of(255, 255, 255),
    ]) {
      const socket = await connected(server.url, [scenarioId]);
      const ended = ending(socket);
      socket.send(data);
      expect(await ended).toBe(CLOSED.malformed.code);
    }
    const nowhere = await connected(server.url, []);
    const ended = ending(nowhere);
    for (let said = 0; said <= BOUNDS.messages.burst; said += 1) nowhere.send(frame(scenarioId, 3));
    expect(await ended).toBe(CLOSED.tooMany.code);
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });

  it.each([
    ["a state vector that is none", (id: string) => frame(id, 0, 0, Uint8Array.of(255, 255, 255))],
    ["a caret that is no JSON", (id: string) => frame(id, 1, Uint8Array.of(1, 7, 1, 1, 123))],
  ])("%s ends the connection with a reason", async (_what, data) => {
    const { server, scenarioId } = await served();
    const socket = await connected(server.url, [scenarioId]);
    const ended = ending(socket);
    socket.send(data(scenarioId));
    expect(await ended).toBe(CLOSED.malformed.code);
  });
});
