import type pg from "pg";
import type { JournalKind } from "#server/ledger/leaf";

/** A sealed journal entry as feeds need it: what happened to what, and to whom it may be told. No values. */
export interface SealedEntry {
  position: number;
  teamId: string;
  kind: JournalKind;
  recordId: string;
  topicId: string | null;
  /** Whose forecast or comment it is. */
  memberId: string | null;
  questionId: string | null;
}

/** Entries after a position, in order. */
export async function entriesAfter(
  source: pg.Pool | pg.Client,
  position: number,
  limit: number,
): Promise<SealedEntry[]> {
  const { rows } = await source.query<Omit<SealedEntry, "position"> & { position: string }>({
    name: "live-entries-after",
    text: `SELECT "position", "teamId", "kind", "recordId", "topicId",
        "body"->>'member' AS "memberId", "body"->>'question' AS "questionId"
      FROM "JournalEntry" WHERE "position" > $1 ORDER BY "position" LIMIT $2`,
    values: [position, limit],
  });
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

/** The last position that was sealed at an instant; −1 when none was. Now when no instant is given. */
export async function positionAt(source: pg.Pool | pg.Client, instant: Date | null): Promise<number> {
  const { rows } = await source.query<{ size: string }>(
    `SELECT "size" FROM "MerkleHead" WHERE $1::timestamptz IS NULL OR "sealedAt" <= $1 ORDER BY "size" DESC LIMIT 1`,
    [instant],
  );
  return Number(rows[0]?.size ?? 0) - 1;
}
