import { availableParallelism } from "node:os";
import type pg from "pg";
import { pin, type RunningProcess } from "../collab/node-process";
import { collabWorld } from "../collab/world";
import { withScratchDatabase } from "../fixtures/scratch-world";
import { inTurn, KIND_WORDS, type Kind, startKind } from "./collab-kinds";
import { type Crowd, idle, type Load, type Measured, saturated, steady } from "./collab-load";
import type { Report } from "./figure";
import { median } from "./median";

const DOCUMENTS = 20;
const PEOPLE = 100;
const IDLE = 2_000;
const SERVER_CORE = 0;
const LOAD_CORE = 1;
const ROUNDS = Number(process.env.BENCH_COLLAB_ROUNDS ?? 5);
/** Rounds of the one load that is left out of a run, since its servers must be new each time. */
const IDLE_ROUNDS = Math.min(ROUNDS, 2);
const WARMING: Load = { documents: DOCUMENTS, people: 5, rate: 10, cursors: true };
const KINDS = ["relay", "memory", "ours", "database"] as const;

/**
 * The shared documents under load, against a relay that does no CRDT work, Hocuspocus as it comes in memory, and Hocuspocus with its
 * database extension, in one run: each load on all of them in turn, several times, and the median counts. The servers are pinned to one
 * core, load and PostgreSQL to another where there are two. PostgreSQL writes through to the disk.
 */
export async function run(report: Report): Promise<void> {
  const pinned = availableParallelism() > 1 && (await pin(process.pid, LOAD_CORE));
  const where = pinned ? "server alone on a core, load and PostgreSQL on another" : "nothing pinned";
  const body = async ({ url, pool }: { url: string; pool: pg.Pool }) => {
    const world = await collabWorld(pool, { people: PEOPLE, scenarios: 0 });
    const cookies = world.people.map(({ cookie }) => cookie);
    const newCrowd = async (): Promise<Crowd> => {
      const scenarios = [];
      while (scenarios.length < DOCUMENTS) scenarios.push(await world.scenario());
      return { scenarios, cookies };
    };
    const start = (kind: Kind) => startKind(kind, url, pinned ? SERVER_CORE : undefined);
    if (pinned) await pinPostgres(pool);
    const servers = new Map<Kind, RunningProcess>();
    for (const kind of KINDS) servers.set(kind, await start(kind));

    // Code that has not been compiled yet would be measured otherwise.
    for (const server of servers.values()) await steady(server, await newCrowd(), WARMING);
    const measure = (load: Load) => inTurn(servers, ROUNDS, async (server) => steady(server, await newCrowd(), load));
    const typing = await measure({ documents: DOCUMENTS, people: 5, rate: 5, cursors: false });
    compareCpu(report, "collab.cpu_per_edit", typing, `20 documents × 5 people × 5 edits/s; ${where}`);
    latencies(report, typing);
    const carets = await measure({ documents: DOCUMENTS, people: 5, rate: 5, cursors: true });
    compareCpu(report, "collab.cpu_per_edit_with_cursors", carets, `the same with a caret at each edit; ${where}`);
    const crowded = await measure({ documents: 1, people: 100, rate: 1, cursors: false });
    compareCpu(report, "collab.cpu_per_edit_of_100_people", crowded, `1 document × 100 people × 1 edit/s; ${where}`);

    const few = new Map([...servers].filter(([kind]) => kind === "memory" || kind === "ours"));
    const rates = await inTurn(few, ROUNDS, async (server) => saturated(server, await newCrowd(), DOCUMENTS, 5));
    const [durable, held] = [median(rates("ours")), median(rates("memory"))];
    report({
      figure: "collab.durable_edits_per_s_vs_hocuspocus",
      value: durable,
      unit: "1/s",
      floor: `${Math.round(held)}/s that Hocuspocus holds in memory; ${where}`,
      ratio: durable / held,
    });
    for (const server of servers.values()) await server.kill();

    const bytes = { memory: [] as number[], ours: [] as number[] };
    for (let round = 0; round < IDLE_ROUNDS; round += 1)
      for (const kind of ["memory", "ours"] as const) {
        const server = await start(kind);
        bytes[kind].push(await idle(server, await newCrowd(), IDLE));
        await server.kill();
      }
    report({
      figure: "collab.bytes_per_connection",
      value: median(bytes.ours),
      unit: "B",
      floor: `${Math.round(median(bytes.memory))} B of Hocuspocus, ${IDLE} idle connections`,
      ratio: median(bytes.memory) / median(bytes.ours),
    });
    const { openingFigures } = await import("./collab-history"); // opens the database that is given by now
    await openingFigures(report, {
      pool,
      url,
      documentId: await world.scenario(),
      userId: world.people[0]?.userId ?? "",
    });
    const { threadFigures } = await import("./collab-threads");
    await threadFigures(report, world);
  };
  await withScratchDatabase(body, { durable: true });
}

function compareCpu(report: Report, figure: string, results: (kind: Kind) => Measured[], what: string): void {
  const of = (kind: Kind) => median(results(kind).map(({ cpuPerEdit }) => cpuPerEdit));
  const own = of("ours");
  const names = { relay: "relay", memory: "hocuspocus", database: "hocuspocus_database" };
  for (const kind of ["relay", "memory", "database"] as const) {
    const other = of(kind);
    const floor = `${(1000 * other).toFixed(0)} µs of ${KIND_WORDS[kind]}, ours ${(1000 * own).toFixed(0)} µs; ${what}`;
    report({ figure: `${figure}_vs_${names[kind]}`, value: own / other, unit: "×", floor, ratio: other / own });
  }
}

function latencies(report: Report, results: (kind: Kind) => Measured[]): void {
  const toOthers = (kind: Kind) => median(results(kind).map(({ toOthersP99 }) => toOthersP99));
  const saved = median(results("ours").map(({ savedP99 }) => savedP99));
  const slack = toOthers("memory") + 20;
  report({
    figure: "collab.p99_to_others_ms",
    value: toOthers("ours"),
    unit: "ms",
    floor: `${slack.toFixed(1)} ms, Hocuspocus in memory and 20 more`,
    ratio: slack / toOthers("ours"),
  });
  report({
    figure: "collab.saved_p99_ms",
    value: saved,
    unit: "ms",
    floor: "60 ms, on disk",
    ratio: 60 / saved,
  });
}

/** PostgreSQL shares the core of the load: its processes inherit it from the one that starts them. */
async function pinPostgres(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE pid IS NOT NULL");
  for (const { pid } of rows) await pin(pid, LOAD_CORE);
}
