import { type JournalBody, leafHash } from "#server/ledger/leaf";
import { append, EMPTY_TREE, type MerkleTree, rootOf } from "#server/ledger/merkle";
import { pool } from "#server/platform/db";

export interface LedgerReport {
  /** Sealed entries. */
  entries: number;
  /** Heads recomputed and compared. */
  heads: number;
  /** Root of all sealed entries, hex. */
  root: string;
  /** Entries that are durable but have no position yet, and the age of the oldest in milliseconds. */
  unsealed: number;
  oldestUnsealed: number;
  /** People who were erased, and how many words of theirs the ledger holds a hash of that nobody can check any more. */
  erased: { people: number; words: number };
  /** What does not agree, in words; empty when all is well. */
  faults: string[];
}

const PAGE = 2000;
/** A broken log can be wrong everywhere: past this many faults the report stops naming them. */
const MOST_FAULTS = 50;

/** Recomputes every leaf and every head from the stored entries and compares; reports the unsealed tail. */
export async function verifyLedger(): Promise<LedgerReport> {
  const faults: string[] = [];
  const fault = (words: string) => {
    if (faults.length < MOST_FAULTS) faults.push(words);
  };
  const heads = await readHeads();
  let tree: MerkleTree = EMPTY_TREE;
  for (;;) {
    const page = await readPage(tree.size);
    for (const { position, leaf, salt, body } of page) {
      if (Number(position) !== tree.size) fault(`Position ${tree.size} is missing: the next entry is at ${position}.`);
      if (!leafHash(salt, body).equals(leaf)) fault(`The entry at ${position} is not what was sealed.`);
      tree = append(tree, [leaf]);
      const head = heads.get(tree.size);
      if (head && !head.equals(rootOf(tree))) fault(`The head of ${tree.size} entries is not the one of its entries.`);
    }
    if (page.length < PAGE) break;
  }
  const last = Math.max(0, ...heads.keys());
  if (last !== tree.size) fault(`The last head covers ${last} entries, but ${tree.size} have a position.`);
  for (const words of await differingForecasts()) fault(words);
  for (const words of await missingForecasts()) fault(words);
  for (const words of await differingWords()) fault(words);
  const { rows } = await pool.query<{ unsealed: number; age: number }>(
    `SELECT count(*)::int AS unsealed,
       coalesce(extract(epoch FROM clock_timestamp() - min("createdAt")) * 1000, 0)::float8 AS age
     FROM "JournalEntry" WHERE "position" IS NULL`,
  );
  return {
    entries: tree.size,
    heads: heads.size,
    root: Buffer.from(rootOf(tree)).toString("hex"),
    unsealed: rows[0]?.unsealed ?? 0,
    oldestUnsealed: rows[0]?.age ?? 0,
    erased: await erasures(),
    faults,
  };
}

async function readHeads(): Promise<Map<number, Buffer>> {
  const { rows } = await pool.query<{ size: string; root: Buffer }>(`SELECT "size", "root" FROM "MerkleHead"`);
  return new Map(rows.map(({ size, root }) => [Number(size), root]));
}

async function readPage(from: number) {
  const { rows } = await pool.query<{ position: string; leaf: Buffer; salt: Buffer; body: JournalBody }>(
    `SELECT "position", "leaf", "salt", "body" FROM "JournalEntry" WHERE "position" >= $1 ORDER BY "position" LIMIT ${PAGE}`,
    [from],
  );
  return rows;
}

/** The ledger seals entries; this compares the forecasts themselves with theirs, so that a changed row shows too. */
async function differingForecasts(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT f."id" FROM "Forecast" f JOIN "JournalEntry" j ON j."recordId" = f."id" AND j."kind" = 'forecast'
     WHERE (j."body" ? 'probabilities' AND j."body"->'probabilities' <> to_jsonb(f."probabilities"))
       OR (j."body" ? 'sequence' AND (j."body"->>'sequence')::int <> f."sequence")
       OR (j."body" ? 'member' AND j."body"->>'member' <> f."memberId"::text)
       OR (j."body" ? 'madeAt' AND (j."body"->>'madeAt')::timestamptz <> f."madeAt")
     LIMIT ${MOST_FAULTS}`,
  );
  return rows.map(({ id }) => `The forecast ${id} is not what its entry sealed.`);
}

/** A forecast goes only with its import, and the ledger says how many went; any other that is gone was taken. */
async function missingForecasts(): Promise<string[]> {
  const { rows } = await pool.query<{ gone: number; withdrawn: number }>(
    `SELECT
       (SELECT count(*) FROM "JournalEntry" j WHERE j."kind" = 'forecast'
          AND NOT EXISTS (SELECT FROM "Forecast" f WHERE f."id" = j."recordId"))::int AS gone,
       (SELECT coalesce(sum((j."body"->>'forecasts')::int), 0) FROM "JournalEntry" j WHERE j."kind" = 'import.undo')::int AS withdrawn`,
  );
  const { gone = 0, withdrawn = 0 } = rows[0] ?? {};
  return gone === withdrawn ? [] : [`${gone} sealed forecasts are gone, but undone imports withdrew ${withdrawn}.`];
}

/** Where words stand that entries hold the hash of: the table, the kind of its entries, words, salt, and the hash's name. */
const WORDS = [
  { table: "Forecast", kind: "forecast", words: "reason", salt: "reasonSalt", hash: "reason", gone: "false" },
  {
    table: "QuestionComment",
    kind: "comment",
    words: "body",
    salt: "bodySalt",
    hash: "text",
    gone: `w."withdrawnAt" IS NOT NULL OR w."body" <> ''`,
  },
  { table: "Dissent", kind: "dissent", words: "body", salt: "bodySalt", hash: "text", gone: "false" },
  {
    table: "RationaleThreadEntry",
    kind: "rationale.comment",
    words: "body",
    salt: "bodySalt",
    hash: "text",
    gone: "false",
  },
] as const;

/** Words that are not those that were sealed, or that are gone although their author neither took them back nor was erased. */
async function differingWords(): Promise<string[]> {
  const parts = WORDS.map(
    ({ table, kind, words, salt, hash, gone }) => `
      SELECT '${table}' AS "table", w."id" FROM "${table}" w JOIN "JournalEntry" j ON j."recordId" = w."id" AND j."kind" = '${kind}'
      WHERE j."body"->>'${hash}' IS NOT NULL AND CASE WHEN w."${salt}" IS NULL
        THEN NOT (${gone}) AND NOT EXISTS (SELECT FROM "Erasure" e WHERE w."memberId" = ANY (e."memberIds"))
        ELSE encode(sha256('\\x00'::bytea || w."${salt}" || convert_to(w."${words}", 'UTF8')), 'hex') <> j."body"->>'${hash}' END`,
  );
  const { rows } = await pool.query<{ table: string; id: string }>(`${parts.join(" UNION ALL ")} LIMIT ${MOST_FAULTS}`);
  return rows.map(({ table, id }) => `The words of ${table} ${id} are not those that its entry sealed.`);
}

async function erasures(): Promise<{ people: number; words: number }> {
  const { rows } = await pool.query<{ people: number; words: number }>(
    `SELECT count(*)::int AS "people", coalesce(sum("words"), 0)::int AS "words" FROM "Erasure" e LEFT JOIN LATERAL (
       SELECT (j."body"->>'words')::int AS "words" FROM "JournalEntry" j
       WHERE j."recordId" = e."id" AND j."kind" = 'erasure' LIMIT 1) counted ON true`,
  );
  return rows[0] ?? { people: 0, words: 0 };
}
