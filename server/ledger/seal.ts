import type pg from "pg";
import { append, EMPTY_TREE, type MerkleTree, rootOf } from "#server/ledger/merkle";

/** The channel on which a sealed batch is announced: its payload is the last position, nothing else. */
export const SEALED_CHANNEL = "ledger_sealed";

/** How many entries one transaction seals: it bounds the memory, not the speed. */
const BATCH = 5000;

export async function readTree(client: pg.ClientBase): Promise<MerkleTree> {
  const { rows } = await client.query<{ size: string; frontier: Buffer[] }>(
    `SELECT "size", "frontier" FROM "MerkleHead" ORDER BY "size" DESC LIMIT 1`,
  );
  const [head] = rows;
  return head ? { size: Number(head.size), frontier: head.frontier } : EMPTY_TREE;
}

/**
 * Gives the oldest unsealed entries their positions and the log its new head, in one transaction with one notice.
 * Only whoever holds the sealer's lock may call it, on the session that holds it: then nobody else gives positions.
 *
 * @returns the tree after it, and whether entries may be left
 */
export async function sealBatch(client: pg.ClientBase, tree: MerkleTree): Promise<{ tree: MerkleTree; more: boolean }> {
  const { rows } = await client.query<{ id: string; leaf: Buffer }>({
    name: "ledger-unsealed",
    text: `SELECT "id", "leaf" FROM "JournalEntry" WHERE "position" IS NULL ORDER BY "createdAt", "id" LIMIT ${BATCH}`,
  });
  if (rows.length === 0) return { tree, more: false };
  const grown = append(
    tree,
    rows.map(({ leaf }) => leaf),
  );
  const sent = [
    client.query("BEGIN"),
    client.query({
      name: "ledger-position",
      text: `UPDATE "JournalEntry" AS entry SET "position" = $1::bigint + place - 1
        FROM unnest($2::uuid[]) WITH ORDINALITY AS sealed (id, place) WHERE entry."id" = sealed.id`,
      values: [tree.size, rows.map(({ id }) => id)],
    }),
    client.query({
      name: "ledger-head",
      text: `INSERT INTO "MerkleHead" ("size", "root", "frontier") VALUES ($1, $2, $3)`,
      values: [grown.size, rootOf(grown), grown.frontier],
    }),
    client.query({
      name: "ledger-notify",
      text: "SELECT pg_notify($1, $2)",
      values: [SEALED_CHANNEL, String(grown.size - 1)],
    }),
    client.query("COMMIT"),
  ];
  const failed = (await Promise.allSettled(sent)).find((result) => result.status === "rejected");
  if (failed) {
    await client.query("ROLLBACK");
    throw failed.reason;
  }
  return { tree: grown, more: rows.length === BATCH };
}
