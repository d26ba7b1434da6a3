import { afterAll, beforeAll, expect, it } from "vitest";
import { seededRandom } from "#core/math/random";
import { openPool } from "#server/platform/db";
import { converge, type Random } from "../collab/convergence";
import { type RunningProcess, startNode } from "../collab/node-process";
import { collabWorld } from "../collab/world";
import { E2E_SECRET } from "../fixtures/accounts";
import { type CrashablePostgres, crashablePostgres } from "./crashable-postgres";

const SEEDS = Number(process.env.CONVERGENCE_SEEDS ?? 5);
const FIRST_SEED = Number(process.env.CONVERGENCE_FIRST_SEED ?? 20261124);
const WRITERS = 8;
const STEPS = 80;

let postgres: CrashablePostgres;
let nodes: RunningProcess[] = [];
let world: Awaited<ReturnType<typeof collabWorld>>;

beforeAll(async () => {
  process.env.AUTH_SECRET = E2E_SECRET;
  postgres = await crashablePostgres();
  const pool = openPool(postgres.url);
  world = await collabWorld(pool, { people: WRITERS, scenarios: SEEDS });
  await pool.end();
  nodes = await Promise.all([start(), start()]);
});

/** The writers type faster than people do. */
const start = (port = 0) =>
  startNode({ databaseUrl: postgres.url, port, bounds: { messages: { perSecond: 10_000, burst: 10_000 } } });

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill()));
  await postgres.remove();
});

async function killNode(index: number): Promise<void> {
  const node = nodes[index];
  if (!node) return;
  await node.kill();
  nodes[index] = await start(node.port);
}

/** What the nodes write and listen on ends in the middle of whatever it does. */
async function cutFromDatabase(): Promise<void> {
  const pool = openPool(postgres.url);
  await pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'bellwether collab %'",
  );
  await pool.end();
}

/** A node, its connections or the database is killed and comes back. */
async function strike(random: Random): Promise<void> {
  const chance = random();
  if (chance < 0.5) return killNode(Math.floor(random() * nodes.length));
  if (chance < 0.75) return cutFromDatabase();
  await postgres.kill();
  await postgres.start();
}

it.each(Array.from({ length: SEEDS }, (_, index) => [FIRST_SEED + index, index]))(
  "seed %i: eight writers over two nodes, with connections, nodes and the database failing, end with one text that holds all that was acknowledged",
  async (seed, index) => {
    const random = seededRandom(seed);
    const differences = await converge({
      random,
      scenarioId: world.scenarios[index] ?? "",
      cookies: world.people.map(({ cookie }) => cookie),
      misfortunes: { nodes: () => nodes.map(({ url }) => url), strike },
      databaseUrl: postgres.url,
      steps: STEPS,
      strikes: 2,
    });
    expect(differences).toEqual([]);
  },
  120_000,
);
