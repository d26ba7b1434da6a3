import { once } from "node:events";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { WebSocket } from "ws";
import * as Y from "yjs";
import { seededRandom } from "#core/math/random";
import { CLOSED, helloToken, RATIONALE_SCHEMA } from "#core/rationale";
import { testDatabase } from "#server/platform/test-database";
import { E2E_SECRET } from "../fixtures/accounts";
import { fromLog } from "./convergence";
import { openEditor, socketOf } from "./editor";
import { frame } from "./frame";
import { type RunningProcess, startNode } from "./node-process";
import { collabWorld } from "./world";

const FRAMES = Number(process.env.FUZZ_FRAMES ?? 10_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20261124);
/** Milliseconds, where others want the machine too. */
const PATIENCE = 120_000 + 8 * FRAMES;
const ATTACKERS = 10;
/** What the memory of the server may grow by under all of it, in bytes. */
const ROOM = 200 << 20;

const { pool, url: databaseUrl } = testDatabase();
let node: RunningProcess;
let world: Awaited<ReturnType<typeof collabWorld>>;

beforeAll(async () => {
  process.env.AUTH_SECRET = E2E_SECRET;
  world = await collabWorld(pool, { people: ATTACKERS + 1, scenarios: 1 });
  node = await startNode({ databaseUrl });
});
afterAll(() => node.kill());

/** Frames as a client sends them, of which some are damaged somewhere, cut short, or noise from the start. */
function frames(random: () => number, scenarioId: string) {
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256));
  const text = new Y.Doc();
  const good: (() => Uint8Array)[] = [
    () => {
      const before = Y.encodeStateVector(text);
      text.getText("words").insert(0, "fuzz");
      return frame(scenarioId, 0, 2, Y.encodeStateAsUpdate(text, before));
    },
    () => frame(scenarioId, 0, 0, Y.encodeStateVector(text)),
    () => frame(scenarioId, 0, 1, Y.encodeStateAsUpdate(text)),
    () => frame(scenarioId, 1, Uint8Array.of(1, 5, 1, 2, 123, 125)),
    () => frame(scenarioId, 3),
    () => frame(scenarioId, 2, 0, "a token"),
  ];
  return () => {
    const made = (good[Math.floor(random() * good.length)] ?? (() => bytes(9)))();
    const chance = random();
    if (chance < 0.5) return made;
    if (chance < 0.6) return made.slice(0, Math.floor(random() * made.length));
    if (chance < 0.65) return bytes(Math.floor(random() * 200));
    const damaged = made.slice();
    damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
    return damaged;
  };
}

/** Sends its share of frames, and comes again each time it is sent away. @returns why it was sent away, by code */
async function attack(random: () => number, scenarioId: string, cookie: string, share: number) {
  const next = frames(random, scenarioId);
  const codes = new Map<number, number>();
  const Socket = socketOf(cookie);
  for (let sent = 0; sent < share; ) {
    const socket: WebSocket = new Socket(node.url);
    const closed = new Promise<number>((resolve) => socket.once("close", resolve));
    await Promise.race([once(socket, "open"), closed]);
    socket.send(frame(scenarioId, 2, 0, helloToken({ schema: RATIONALE_SCHEMA, editor: 5 })));
    for (let burst = 0; burst < 40 && sent < share; burst += 1, sent += 1) socket.send(next());
    socket.ping();
    if ((await Promise.race([once(socket, "pong"), closed])) !== undefined) socket.terminate();
    const code = await closed;
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return codes;
}

it(
  `${FRAMES} frames of noise and damage cost bounded memory, disturb nobody and are answered with a reason (seed ${SEED})`,
  async () => {
    const [scenarioId = ""] = world.scenarios;
    const random = seededRandom(SEED);
    const [honest, ...attackers] = world.people;
    const editor = openEditor({ url: node.url, scenarioId, cookie: honest?.cookie ?? "" });
    await editor.untilState("saved");
    const before = await node.rss();
    const attacks = attackers.map(({ cookie }) => attack(random, scenarioId, cookie, FRAMES / ATTACKERS));
    for (let word = 0; word < 50; word += 1) {
      editor.type(`word${word} `);
      await editor.untilState("saved");
    }
    const codes = await Promise.all(attacks);
    const after = await node.rss();
    expect(after - before).toBeLessThan(ROOM);
    expect(codes.some((counts) => (counts.get(4400) ?? 0) > 0)).toBe(true);
    const known = [1000, 1005, 1006, ...Object.values(CLOSED).map(({ code }) => code)];
    expect([...new Set(codes.flatMap((counts) => [...counts.keys()]))].filter((code) => !known.includes(code))).toEqual(
      [],
    );
    editor.type("the end");
    await editor.untilState("saved");
    for (let word = 0; word < 50; word += 1) expect(editor.text.toString()).toContain(`word${word} `);
    editor.close();
    expect((await fromLog(scenarioId, databaseUrl)).getText("words").toString()).toContain("the end");
  },
  PATIENCE,
);
