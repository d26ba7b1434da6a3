import type pg from "pg";
import * as Y from "yjs";
import { StartError } from "#server/platform/start-error";
import { fromLog } from "./convergence";
import { startNode } from "./node-process";
import { present } from "./present";
import type { Trace } from "./trace";
import { type Burst, burstsOf } from "./trace-bursts";
import { TRACE_TEXT } from "./trace-line";
import { collabWorld } from "./world";

interface Replayed {
  writers: number;
  bursts: number;
  milliseconds: number;
  /** Which of the writers' documents, a fresh load on each node and a rebuild from the log do not end in the trace's text. */
  differing: string[];
}

const MOST_IN_A_MESSAGE = 200;
const NOBODY_WAITS = { perSecond: 1e9, burst: 1e9 };

/**
 * Replays a recorded editing session: a client for each of its writers, on two nodes in turn. A writer sends what they wrote
 * once everything it was written upon has reached them over the network. Where there are very many, some leave and come again.
 *
 * @throws {StartError} where the trace contradicts itself or the server refuses its text
 */
export async function replay(
  trace: Trace,
  { pool, databaseUrl }: { pool: pg.Pool; databaseUrl: string },
): Promise<Replayed> {
  const { bursts, expected } = worked(trace);
  const agents = [...new Set(bursts.map(({ agent }) => agent))];
  const world = await collabWorld(pool, { people: Math.max(1, agents.length), scenarios: 1 });
  const [scenarioId = ""] = world.scenarios;
  const bounds = { messages: NOBODY_WAITS, bytes: NOBODY_WAITS };
  const nodes = await Promise.all([startNode({ databaseUrl, bounds }), startNode({ databaseUrl, bounds })]);
  const cookieOf = (agent: number) => world.people[Math.max(0, agents.indexOf(agent))]?.cookie ?? "";
  const writers = present(bursts.length, (agent) => ({
    url: nodes[Math.max(0, agents.indexOf(agent)) % 2]?.url ?? "",
    scenarioId,
    cookie: cookieOf(agent),
  }));
  try {
    await writers.welcome(agents);
    const started = performance.now();
    for (const { agent, upon, update } of bursts) await writers.write(agent, upon, update);
    const state = Y.snapshot(expected);
    await writers.all((document) => holdsAll(document, state));
    const milliseconds = performance.now() - started;

    const ends = writers.documents().map(([agent, document]): [string, Y.Doc] => [`writer ${agent}`, document]);
    for (const [index, { url }] of nodes.entries())
      ends.push([`a fresh load on node ${index + 1}`, await writers.fresh({ url, scenarioId, cookie: cookieOf(0) })]);
    ends.push(["a rebuild from the log", await fromLog(scenarioId, databaseUrl)]);
    const differing = ends.filter(([, document]) => textOf(document) !== trace.endContent).map(([name]) => name);
    return { writers: agents.length, bursts: bursts.length, milliseconds, differing };
  } finally {
    writers.leave();
    await Promise.all(nodes.map((node) => node.kill()));
  }
}

/** What is sent, and the document it leads to where everything arrives. */
function worked(trace: Trace): { bursts: Burst[]; expected: Y.Doc } {
  for (const first of ["lower", "higher"] as const) {
    const bursts = burstsOf(trace, MOST_IN_A_MESSAGE, first);
    const expected = new Y.Doc();
    for (const { update } of bursts) Y.applyUpdate(expected, update);
    if (textOf(expected) === trace.endContent) return { bursts, expected };
  }
  throw new StartError(
    "Its end is not what its transactions lead to, whoever comes first where two wrote at one place.",
  );
}

const textOf = (document: Y.Doc) => document.getText(TRACE_TEXT).toString();

/** Whether a document has come to a state. Who is behind is seen from clocks alone, which are quickly compared. */
function holdsAll(document: Y.Doc, state: Y.Snapshot): boolean {
  for (const [client, clock] of state.sv) if (Y.getState(document.store, client) < clock) return false;
  return Y.equalSnapshots(Y.snapshot(document), state);
}
