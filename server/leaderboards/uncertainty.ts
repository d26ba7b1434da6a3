import { resolve } from "node:path";
import { Worker } from "node:worker_threads";
import type { BoardUncertainty, UncertaintyJob } from "#server/leaderboards/uncertainty-job";
import { log } from "#server/platform/log";

/** What is kept: a line or two for each person of each. */
const MOST_KEPT = 64;
/** Boards that wait for their turn; the one asked for longest ago gives way. */
const MOST_WAITING = 8;
/** A thread without work ends, so that it holds no memory. */
const IDLE_MS = 60_000;

interface Waiting {
  key: string;
  job: () => UncertaintyJob;
  settle: (found: BoardUncertainty | null) => void;
}

/** One thread, one job at a time. */
interface Lane {
  worker: Worker | null;
  running: (Waiting & { id: number }) | null;
  waiting: Waiting[];
  idle: NodeJS.Timeout | null;
}

interface Resampling {
  kept: Map<string, BoardUncertainty>;
  coming: Map<string, Promise<BoardUncertainty | null>>;
  /** Boards that take moments never wait behind those that take seconds. */
  lanes: { quick: Lane; slow: Lane };
  jobs: number;
}

declare global {
  var bellwetherResampling: Resampling | undefined;
}
const newLane = (): Lane => ({ worker: null, running: null, waiting: [], idle: null });
const state: Resampling = globalThis.bellwetherResampling ?? {
  kept: new Map(),
  coming: new Map(),
  lanes: { quick: newLane(), slow: newLane() },
  jobs: 0,
};
globalThis.bellwetherResampling = state;

/**
 * Intervals, ranks and chances of a board, worked out in a thread of their own so that nobody's request waits for them.
 *
 * @param key names the rows and rules of the job: the same key is worked out once
 * @param quick whether it takes moments
 * @param job made when its turn comes, if nothing is known by then
 * @param patience milliseconds to wait for it, where it takes moments; "all" waits for large boards too
 * @returns null while it is being worked out: ask again
 */
export async function boardUncertainty(
  key: string,
  quick: boolean,
  job: () => UncertaintyJob,
  patience: number | "all",
): Promise<BoardUncertainty | null> {
  const known = state.kept.get(key);
  if (known) {
    state.kept.delete(key); // the map's order is the order of use
    state.kept.set(key, known);
    return known;
  }
  const coming = state.coming.get(key) ?? begin(key, quick, job);
  if (patience === "all") return coming;
  return quick && patience > 0 ? Promise.race([coming, after(patience)]) : null;
}

const after = (ms: number) => new Promise<null>((done) => setTimeout(done, ms, null).unref());

function begin(key: string, quick: boolean, job: () => UncertaintyJob): Promise<BoardUncertainty | null> {
  const lane = quick ? state.lanes.quick : state.lanes.slow;
  const { promise, resolve: settle } = Promise.withResolvers<BoardUncertainty | null>();
  const coming = promise.finally(() => state.coming.delete(key));
  state.coming.set(key, coming);
  lane.waiting.push({ key, job, settle });
  if (lane.waiting.length > MOST_WAITING) lane.waiting.shift()?.settle(null);
  setImmediate(next, lane); // the request that asks has its answer first
  return coming;
}

function next(lane: Lane): void {
  if (lane.running) return;
  if (lane.idle) clearTimeout(lane.idle);
  const waiting = lane.waiting.shift();
  if (!waiting) {
    lane.idle = setTimeout(() => void lane.worker?.terminate(), IDLE_MS).unref();
    return;
  }
  lane.worker ??= open(lane);
  lane.running = { ...waiting, id: ++state.jobs };
  lane.worker.postMessage({ id: lane.running.id, job: waiting.job() });
}

type Answer = { id: number; found: BoardUncertainty } | { id: number; problem: string };

function open(lane: Lane): Worker {
  const worker = startWorker();
  worker.unref();
  worker.on("message", (answer: Answer) => {
    if (answer.id !== lane.running?.id) return;
    if ("problem" in answer) log.error({ problem: answer.problem }, "a board could not be resampled");
    finish(lane, "found" in answer ? answer.found : null);
  });
  worker.on("error", (error) => log.error({ error }, "the thread that resamples boards failed"));
  worker.on("exit", () => {
    if (lane.worker !== worker) return;
    lane.worker = null;
    if (lane.running) finish(lane, null);
  });
  return worker;
}

/** Served from the bundle; in development, in tests and in commands from the source, as the rest of the server is. */
function startWorker(): Worker {
  if (process.env.NODE_ENV === "production")
    return new Worker(resolve("dist", "leaderboards", "uncertainty-worker.js"));
  return new Worker(resolve("server", "leaderboards", "uncertainty-worker.ts"), { execArgv: ["--import", "tsx"] });
}

function finish(lane: Lane, found: BoardUncertainty | null): void {
  const done = lane.running;
  lane.running = null;
  if (done && found) {
    state.kept.set(done.key, found);
    const [oldest] = state.kept.keys();
    if (state.kept.size > MOST_KEPT && oldest !== undefined) state.kept.delete(oldest);
  }
  done?.settle(found);
  next(lane);
}
