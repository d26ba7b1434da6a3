import { availableParallelism } from "node:os";
import type pg from "pg";
import { pin, type RunningProcess, startNode, startProcess } from "../collab/node-process";
import { collabWorld } from "../collab/world";
import { withScratchDatabase } from "../fixtures/scratch-world";
import { type Crowd, idle, type Load, type Measured, saturated, steady } from "./collab-load";
import type { Report } from "./figure";

const DOCUMENTS = 20;
const PEOPLE = 100;
const IDLE = 2_000;
const SERVER_CORE = 0;
const LOAD_CORE = 1;

/** Everything ours is held against, started anew for each load. */
type Kind = "ours" | "relay" | "memory" | "database";

const EVERYWHERE = { perSecond: 1e9, burst: 1e9 };

/**
 * The shared documents under load, against a relay that does no CRDT work, Hocuspocus as it comes in memory, and Hocuspocus with its
 * database extension, in one run. The server is pinned to one core, load and PostgreSQL to another where there are two.
 */
export async function run(report: Report): Promise<void> {
  const pinned = availableParallelism() > 1 && (await pin(process.pid, LOAD_CORE));
  await withScratchDatabase(async ({ url, pool }) => {
    const world = await collabWorld(pool, { people: PEOPLE, scenarios: 6 * DOCUMENTS });
    const cookies = world.people.map(({ cookie }) => cookie);
    const crowd = (part: number): Crowd => ({ scenarios: world.scenarios.slice(part * DOCUMENTS), cookies });
    const start = (kind: Kind) => startKind(kind, url, pinned ? SERVER_CORE : undefined);
    const where = pinned ? "server alone on a core, load and PostgreSQL on another" : "nothing pinned";
    if (pinned) await pinPostgres(pool);

    const measure = async (part: number, load: Load) => {
      const results = new Map<Kind, Measured>();
      for (const kind of ["relay", "memory", "ours", "database"] as const) {
        const server = await start(kind);
        results.set(kind, await steady(server, crowd(part), load));
        await server.kill();
      }
      return (kind: Kind) => results.get(kind) ?? missing(kind);
    };

    const typing = await measure(0, { documents: DOCUMENTS, people: 5, rate: 5, cursors: false });
    compareCpu(report, "collab.cpu_per_edit", typing, `20 documents × 5 people × 5 edits/s; ${where}`);
    const slack = typing("memory").toOthersP99 + 20;
    const ms = { unit: "ms" };
    report({
      figure: "collab.p99_to_others_ms",
      value: typing("ours").toOthersP99,
      ...ms,
      floor: `${Math.round(slack)} ms, Hocuspocus in memory and 20 more`,
      ratio: slack / typing("ours").toOthersP99,
    });
    report({
      figure: "collab.saved_p99_ms",
      value: typing("ours").savedP99,
      ...ms,
      floor: "60 ms, on disk",
      ratio: 60 / typing("ours").savedP99,
    });

    const carets = await measure(1, { documents: DOCUMENTS, people: 5, rate: 5, cursors: true });
    compareCpu(report, "collab.cpu_per_edit_with_cursors", carets, `the same with a caret at each edit; ${where}`);
    const crowded = await measure(2, { documents: 1, people: 100, rate: 1, cursors: false });
    compareCpu(report, "collab.cpu_per_edit_of_100_people", crowded, `1 document × 100 people × 1 edit/s; ${where}`);

    const rates = new Map<Kind, number>();
    for (const kind of ["memory", "ours"] as const) {
      const server = await start(kind);
      rates.set(kind, await saturated(server, crowd(3), DOCUMENTS, 5));
      await server.kill();
    }
    const durable = rates.get("ours") ?? Number.NaN;
    const held = rates.get("memory") ?? Number.NaN;
    report({
      figure: "collab.durable_edits_per_s_vs_hocuspocus",
      value: durable,
      unit: "1/s",
      floor: `${Math.round(held)}/s that Hocuspocus holds in memory; ${where}`,
      ratio: durable / held,
    });

    for (const kind of ["memory", "ours"] as const) {
      const server = await start(kind);
      rates.set(kind, await idle(server, crowd(4), IDLE));
      await server.kill();
    }
    const [own, other] = [rates.get("ours") ?? Number.NaN, rates.get("memory") ?? Number.NaN];
    report({
      figure: "collab.bytes_per_connection",
      value: own,
      unit: "B",
      floor: `${Math.round(other)} B of Hocuspocus, ${IDLE} idle connections`,
      ratio: other / own,
    });
  });
}

function compareCpu(report: Report, figure: string, results: (kind: Kind) => Measured, what: string): void {
  const own = results("ours").cpuPerEdit;
  const against = {
    relay: "a relay with no CRDT",
    memory: "Hocuspocus in memory",
    database: "Hocuspocus with its database extension",
  };
  const names = { relay: "relay", memory: "hocuspocus", database: "hocuspocus_database" };
  for (const kind of ["relay", "memory", "database"] as const) {
    const other = results(kind).cpuPerEdit;
    const floor = `${(1000 * other).toFixed(0)} µs of ${against[kind]}, ours ${(1000 * own).toFixed(0)} µs; ${what}`;
    report({ figure: `${figure}_vs_${names[kind]}`, value: own / other, unit: "×", floor, ratio: other / own });
  }
}

function startKind(kind: Kind, databaseUrl: string, core?: number): Promise<RunningProcess> {
  const where = { databaseUrl, path: "", ...(core === undefined ? {} : { core }) };
  switch (kind) {
    case "ours":
      return startNode(
        {
          databaseUrl,
          bounds: { messages: EVERYWHERE, bytes: EVERYWHERE, awareness: EVERYWHERE, connectionsPerUser: IDLE },
        },
        core,
      );
    case "relay":
      return startProcess("e2e/bench/collab-relay.ts", {}, where);
    case "memory":
      return startProcess("e2e/collab/stock-node.ts", { port: 0, stored: false }, where);
    case "database":
      return startProcess("e2e/collab/stock-node.ts", { port: 0, stored: true }, where);
  }
}

/** PostgreSQL shares the core of the load: its processes inherit it from the one that starts them. */
async function pinPostgres(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE pid IS NOT NULL");
  for (const { pid } of rows) await pin(pid, LOAD_CORE);
}

function missing(kind: Kind): never {
  throw new RangeError(`there is no result for ${kind}`);
}
