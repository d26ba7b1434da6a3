import { setTimeout as delay } from "node:timers/promises";
import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import type pg from "pg";
import * as Y from "yjs";
import { rationaleName } from "#core/rationale";
import { fromLog, type Random } from "../collab/convergence";
import { openEditor, socketOf } from "../collab/editor";
import { type RunningProcess, startNode, startProcess } from "../collab/node-process";
import { collabWorld } from "../collab/world";

const WRITERS = 50;
const DOCUMENTS = 10;
const TYPING_MS = 50;

/** Somebody who types numbered words, and what the screen has called saved of them. */
interface Writer {
  scenarioId: string;
  acknowledged: Set<string>;
  ready: Promise<void>;
  stop(): void;
}

/** A kind of server under test. */
interface Subject {
  start(port: number): Promise<RunningProcess>;
  write(node: RunningProcess, scenarioId: string, cookie: string, name: string): Writer;
  /** The document as it is on the disk. */
  stored(scenarioId: string): Promise<Y.Doc>;
}

export interface KillCount {
  acknowledged: number;
  lost: number;
}

/**
 * Kills a node at random instants under fifty writers and counts what writers had been told was saved and is on no disk; the
 * same with Hocuspocus as it comes, with its database extension.
 */
export async function killRounds({
  pool,
  databaseUrl,
  rounds,
  random,
}: {
  pool: pg.Pool;
  databaseUrl: string;
  rounds: number;
  random: Random;
}): Promise<{ ours: KillCount; stock: KillCount }> {
  const world = await collabWorld(pool, { people: WRITERS, scenarios: DOCUMENTS });
  const count = async (subject: Subject): Promise<KillCount> => {
    const total = { acknowledged: 0, lost: 0 };
    let node = await subject.start(0);
    try {
      for (let round = 1; round <= rounds; round += 1) {
        const writers = world.people.map(({ cookie }, index) =>
          subject.write(node, world.scenarios[index % DOCUMENTS] ?? "", cookie, `${round}.${index}`),
        );
        // Some rounds end while the texts are still being loaded.
        const whileLoading = random() < 0.2;
        if (!whileLoading) await Promise.all(writers.map(({ ready }) => ready));
        await delay((whileLoading ? 0 : 200) + random() * 800);
        await node.kill();
        for (const { stop } of writers) stop();
        for (const [scenarioId, group] of Map.groupBy(writers, (writer) => writer.scenarioId)) {
          const kept = new Set(
            (await subject.stored(scenarioId))
              .getText("words")
              .toString()
              .match(/<[^>]+>/g),
          );
          const told = group.flatMap(({ acknowledged }) => [...acknowledged]);
          total.acknowledged += told.length;
          total.lost += told.filter((word) => !kept.has(word)).length;
        }
        if (round < rounds) node = await subject.start(node.port);
      }
    } finally {
      await node.kill();
    }
    return total;
  };
  return {
    ours: await count(ours(databaseUrl)),
    stock: await count(stock(pool, databaseUrl)),
  };
}

function typist(type: (words: string) => void, isSaved: () => boolean, name: string) {
  const acknowledged = new Set<string>();
  let typed = 0;
  const timer = setInterval(() => {
    typed += 1;
    type(`<${name}.${typed}>`);
  }, TYPING_MS);
  return {
    acknowledged,
    remember(): void {
      if (isSaved()) for (let n = acknowledged.size + 1; n <= typed; n += 1) acknowledged.add(`<${name}.${n}>`);
    },
    stop: () => clearInterval(timer),
  };
}

function ours(databaseUrl: string): Subject {
  return {
    // Snapshots are made all the time, so that kills fall into that, too.
    start: (port) => startNode({ databaseUrl, port, bounds: { snapshotRows: 40, snapshotKeptRows: 200 } }),
    stored: (scenarioId) => fromLog(scenarioId, databaseUrl),
    write(node, scenarioId, cookie, name) {
      const editor = openEditor({ url: node.url, scenarioId, cookie });
      const typing = typist(editor.type, () => editor.provider.saveState.kind === "saved", name);
      editor.provider.on("unsyncedChanges", typing.remember);
      return {
        scenarioId,
        acknowledged: typing.acknowledged,
        ready: editor.untilState("saved"),
        stop() {
          typing.stop();
          editor.close();
        },
      };
    },
  };
}

function stock(pool: pg.Pool, databaseUrl: string): Subject {
  return {
    start: (port) => startProcess("e2e/collab/stock-node.ts", { port, stored: true }, { databaseUrl, path: "" }),
    async stored(scenarioId) {
      const { rows } = await pool.query<{ state: Buffer }>("SELECT state FROM stock_document WHERE name = $1", [
        rationaleName(scenarioId),
      ]);
      const document = new Y.Doc();
      if (rows[0]) Y.applyUpdate(document, rows[0].state);
      return document;
    },
    write(node, scenarioId, _cookie, name) {
      const socket = new HocuspocusProviderWebsocket({ url: node.url, WebSocketPolyfill: socketOf(null) });
      const provider = new HocuspocusProvider({
        websocketProvider: socket,
        name: rationaleName(scenarioId),
        token: "anybody",
      });
      const text = provider.document.getText("words");
      const typing = typist(
        (words) => text.insert(text.length, words),
        () => provider.synced && !provider.hasUnsyncedChanges,
        name,
      );
      provider.on("unsyncedChanges", typing.remember);
      const ready = new Promise<void>((resolve) => provider.on("synced", () => resolve()));
      provider.attach();
      return {
        scenarioId,
        acknowledged: typing.acknowledged,
        ready,
        stop() {
          typing.stop();
          provider.destroy();
          socket.destroy();
        },
      };
    },
  };
}
