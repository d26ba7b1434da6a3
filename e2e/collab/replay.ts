import type pg from "pg";
import * as Y from "yjs";
import { fromLog } from "./convergence";
import { openEditor } from "./editor";
import { startNode } from "./node-process";
import { burstsOf, TRACE_TEXT, type Trace } from "./trace";
import { collabWorld } from "./world";

interface Replayed {
  writers: number;
  bursts: number;
  milliseconds: number;
  /** Which of the writers' documents, a fresh load and a rebuild from the log do not end in the trace's text. */
  differing: string[];
}

/**
 * Replays a recorded editing session: a client for each of its writers, on two nodes in turn. A writer sends what they wrote
 * once everything it was written upon has reached them over the network.
 */
export async function replay(
  trace: Trace,
  { pool, databaseUrl }: { pool: pg.Pool; databaseUrl: string },
): Promise<Replayed> {
  const bursts = burstsOf(trace);
  const writers = Math.max(1, ...bursts.map(({ agent }) => agent + 1));
  const world = await collabWorld(pool, { people: writers, scenarios: 1 });
  const [scenarioId = ""] = world.scenarios;
  const fast = { perSecond: 1e9, burst: 1e9 };
  const bounds = { messages: fast, bytes: fast, connectionsPerDocument: writers + 1 };
  const nodes = await Promise.all([startNode({ databaseUrl, bounds }), startNode({ databaseUrl, bounds })]);
  const open = (index: number) =>
    openEditor({ url: nodes[index % 2]?.url ?? "", scenarioId, cookie: world.people[index % writers]?.cookie ?? "" });
  const editors = Array.from({ length: writers }, (_, index) => open(index));
  try {
    await Promise.all(editors.map((editor) => editor.untilState("saved")));
    const started = performance.now();
    for (const { agent, upon, update } of bursts) {
      const editor = editors[agent];
      if (!editor) throw new RangeError(`there is no writer ${agent}`);
      const { document } = editor.provider;
      await editor.until(() => [...upon].every(([client, clock]) => Y.getState(document.store, client) >= clock));
      Y.applyUpdate(document, update);
    }
    await Promise.all(editors.map((editor) => editor.untilState("saved")));
    const all = stateOf(bursts.map(({ update }) => update));
    await Promise.all(
      editors.map((editor) => editor.until(() => Y.equalSnapshots(Y.snapshot(editor.provider.document), all))),
    );
    const milliseconds = performance.now() - started;

    const fresh = open(1);
    await fresh.untilState("saved");
    const ends: [string, Y.Doc][] = [
      ...editors.map((editor, index): [string, Y.Doc] => [`writer ${index}`, editor.provider.document]),
      ["a fresh load", fresh.provider.document],
      ["a rebuild from the log", await fromLog(scenarioId, databaseUrl)],
    ];
    fresh.close();
    const differing = ends.filter(([, document]) => document.getText(TRACE_TEXT).toString() !== trace.endContent);
    return { writers, bursts: bursts.length, milliseconds, differing: differing.map(([name]) => name) };
  } finally {
    for (const editor of editors) editor.close();
    await Promise.all(nodes.map((node) => node.kill()));
  }
}

function stateOf(updates: readonly Uint8Array[]): Y.Snapshot {
  const document = new Y.Doc();
  for (const update of updates) Y.applyUpdate(document, update);
  return Y.snapshot(document);
}
