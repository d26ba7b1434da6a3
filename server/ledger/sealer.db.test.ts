import { afterEach, expect, it, vi } from "vitest";
import { journal } from "#server/ledger/journal";
import { pokeSealer } from "#server/ledger/poke";
import { SEALED_CHANNEL } from "#server/ledger/seal";
import { startSealer } from "#server/ledger/sealer";
import { verifyLedger } from "#server/ledger/verify";
import { db, openClient, pool } from "#server/platform/db";
import { uuid7 } from "#server/platform/uuid";

const started: { stop(): Promise<void> }[] = [];
const sealer = async () => {
  const one = await startSealer();
  started.push(one);
  return one;
};
afterEach(async () => {
  for (const one of started.splice(0)) await one.stop();
});

const teamId = uuid7();
const write = (count: number, delay = 0) =>
  Promise.all(
    Array.from({ length: count }, (_, i) =>
      db.$transaction(async (tx) => {
        await journal(tx, { teamId, kind: "scenario", recordId: uuid7(), body: { i } });
        if (delay) await tx.$queryRaw`SELECT 1 FROM pg_sleep(${(i % 3) * delay})`;
      }),
    ),
  );

const positions = async () => {
  const { rows } = await pool.query<{ position: string | null }>(
    `SELECT "position" FROM "JournalEntry" ORDER BY "position"`,
  );
  return rows.map(({ position }) => (position === null ? null : Number(position)));
};
const allSealed = () => vi.waitFor(async () => expect(await positions()).not.toContain(null), { timeout: 60_000 });
const gapless = async () => {
  const all = await positions();
  expect(all).toEqual(all.map((_, i) => i));
};

it("gives gapless positions to what concurrent writers commit in any order, and every head agrees", async () => {
  await sealer();
  for (let round = 0; round < 4; round++) await write(15, 0.02);
  await allSealed();
  await gapless();
  const report = await verifyLedger();
  expect(report).toMatchObject({ entries: 60, unsealed: 0, faults: [] });
  expect(report.heads).toBeGreaterThan(0);
});

it("announces a batch once, with its last position only", async () => {
  const listener = openClient("listener");
  await listener.connect();
  const heard: string[] = [];
  listener.on("notification", ({ payload }) => heard.push(payload ?? ""));
  await listener.query(`LISTEN ${SEALED_CHANNEL}`);
  await write(7);
  const before = (await positions()).filter((position) => position !== null).length;
  await sealer();
  await allSealed();
  await vi.waitFor(() => expect(heard).toEqual([String(before + 6)]), { timeout: 60_000 });
  await listener.end();
});

it("of two sealers one seals; the other takes over when its session is cut", async () => {
  await Promise.all([sealer(), sealer()]);
  await write(5);
  await allSealed();
  const holders = await pool.query<{ pid: number }>(
    `SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
     WHERE l.locktype = 'advisory' AND l.granted AND d.datname = current_database()`,
  );
  expect(holders.rows).toHaveLength(1);
  vi.spyOn(console, "error").mockImplementation(() => {});
  await pool.query("SELECT pg_terminate_backend($1)", [holders.rows[0]?.pid]);
  await write(5);
  await allSealed();
  await gapless();
  expect((await verifyLedger()).faults).toEqual([]);
});

it("seals what is committed before it stops", async () => {
  const one = await startSealer();
  await write(5);
  pokeSealer();
  await one.stop();
  expect(await positions()).not.toContain(null);
});

it("verify names an entry, a head and a position that were tampered with, and the unsealed tail", async () => {
  await write(3);
  expect(await verifyLedger()).toMatchObject({ unsealed: 3, faults: [] });
  await (await sealer()).stop();
  const size = (await positions()).length;
  await pool.query(`SET session_replication_role = replica;
    UPDATE "JournalEntry" SET "body" = '{"i": 99}' WHERE "position" = 1;
    UPDATE "MerkleHead" SET "root" = sha256('x') WHERE "size" = ${size};
    SET session_replication_role = origin`);
  expect((await verifyLedger()).faults).toEqual([
    "The entry at 1 is not what was sealed.",
    `The head of ${size} entries is not the one of its entries.`,
  ]);
});
