import { setTimeout as delay } from "node:timers/promises";
import type { RunningProcess } from "../collab/node-process";
import { joinDocument, type Observed } from "./collab-client";
import { quantile } from "./median";

export interface Load {
  documents: number;
  people: number;
  /** Edits a second of each person. */
  rate: number;
  cursors: boolean;
}

export interface Measured {
  /** Milliseconds of the server's CPU time per edit. */
  cpuPerEdit: number;
  toOthersP99: number;
  savedP99: number;
  editsPerSecond: number;
}

export interface Crowd {
  scenarios: readonly string[];
  cookies: readonly string[];
}

const WARM_UP_MS = 800;
const MEASURED_MS = Number(process.env.BENCH_COLLAB_MS ?? 2_500);

const nothingYet = (): Observed => ({ sentAt: new Map(), toOthers: [], toSaved: [], acknowledged: 0 });

/** People who type at a steady rate. */
export async function steady(server: RunningProcess, crowd: Crowd, load: Load): Promise<Measured> {
  const observed = nothingYet();
  const everybody = load.documents * load.people;
  const clients = [];
  for (let index = 0; index < everybody; index += 1)
    clients.push(
      await join(server, crowd, observed, index, index % load.documents, index % Math.max(1, load.people / 5) < 1),
    );
  const interval = 1000 / load.rate;
  let sent = 0;
  const timers: NodeJS.Timeout[] = [];
  clients.forEach((client, index) => {
    const begin = setTimeout(
      () => {
        timers.push(
          setInterval(() => {
            sent += 1;
            client.edit();
            if (load.cursors) client.moveCaret();
          }, interval),
        );
      },
      (index / everybody) * interval,
    );
    timers.push(begin);
  });
  await delay(Math.max(WARM_UP_MS, interval));
  const before = await server.cpuMs();
  Object.assign(observed, { toOthers: [], toSaved: [] });
  const [from, started] = [sent, performance.now()];
  await delay(MEASURED_MS);
  const [edits, elapsed] = [sent - from, performance.now() - started];
  const after = await server.cpuMs();
  for (const timer of timers) clearInterval(timer);
  for (const client of clients) client.leave();
  return {
    cpuPerEdit: (after - before) / edits,
    toOthersP99: quantile(observed.toOthers, 0.99),
    savedP99: quantile(observed.toSaved, 0.99),
    editsPerSecond: (1000 * edits) / elapsed,
  };
}

const IN_FLIGHT = 8;

/** As many edits as are acknowledged when everybody has several under way. @returns acknowledged edits per second */
export async function saturated(
  server: RunningProcess,
  crowd: Crowd,
  documents: number,
  people: number,
): Promise<number> {
  const observed = nothingYet();
  const clients: Awaited<ReturnType<typeof joinDocument>>[] = [];
  for (let index = 0; index < documents * people; index += 1)
    clients.push(await join(server, crowd, observed, index, index % documents, false, () => clients[index]?.edit()));
  for (const client of clients) for (let edit = 0; edit < IN_FLIGHT; edit += 1) client.edit();
  await delay(WARM_UP_MS);
  const [from, started] = [observed.acknowledged, performance.now()];
  await delay(MEASURED_MS);
  const rate = (1000 * (observed.acknowledged - from)) / (performance.now() - started);
  for (const client of clients) client.leave();
  return rate;
}

/** Bytes of the server's memory for each connection that has a document open and says nothing. */
export async function idle(server: RunningProcess, crowd: Crowd, connections: number): Promise<number> {
  const before = await server.rss();
  const observed = nothingYet();
  const clients = [];
  for (let index = 0; index < connections; index += 1)
    clients.push(await join(server, crowd, observed, index, index % crowd.scenarios.length, false));
  const after = await server.rss();
  for (const client of clients) client.leave();
  return (after - before) / connections;
}

let editors = 0;

function join(
  server: RunningProcess,
  crowd: Crowd,
  observed: Observed,
  person: number,
  document: number,
  looks: boolean,
  onSaved?: () => void,
) {
  editors += 1;
  return joinDocument({
    url: server.url,
    scenarioId: crowd.scenarios[document] ?? "",
    cookie: crowd.cookies[person % crowd.cookies.length] ?? "",
    editor: editors,
    observed,
    looks,
    ...(onSaved ? { onSaved } : {}),
  });
}
