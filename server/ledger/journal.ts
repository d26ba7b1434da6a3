import type { Prisma } from "#prisma/client/client";
import { canonicalBody, type JournalBody, type JournalKind, leafHash, leafOfJson, newSalt } from "#server/ledger/leaf";
import { type CopySession, copyLine } from "#server/platform/copy-session";
import { hexOf } from "#server/platform/insert-rows";
import { uuid7 } from "#server/platform/uuid";

export type Journalled = {
  teamId: string;
  kind: JournalKind;
  /** The row that this entry speaks of. */
  recordId: string;
  /** The question or scenario whose readers look at it: what live views refresh by. */
  topicId?: string;
  /** What is sealed: ids, instants as ISO strings, numbers; free text only as `textHash`. */
  body: JournalBody;
};

/**
 * Writes a record's journal row inside the caller's transaction. Positions and Merkle heads come after commit, from
 * the sealer: a chain inside the transaction would lock a team's writers one behind the other.
 */
export async function journal(tx: Prisma.TransactionClient, entry: Journalled): Promise<void> {
  const salt = newSalt();
  await tx.journalEntry.create({
    data: {
      ...entry,
      body: entry.body as Prisma.InputJsonObject,
      salt: Uint8Array.from(salt),
      leaf: Uint8Array.from(leafHash(salt, entry.body)),
    },
    select: { id: true },
  });
}

/** The same by COPY for many records at once, in their order: an import writes as many entries as it has rows. */
export async function journalCopy(session: CopySession, entries: readonly Journalled[]): Promise<void> {
  let lines = "";
  for (const { teamId, kind, recordId, topicId = null, body } of entries) {
    const salt = newSalt();
    const json = canonicalBody(body);
    lines += copyLine([uuid7(), teamId, kind, recordId, topicId, json, hexOf(salt), hexOf(leafOfJson(salt, json))]);
  }
  await session.copy("JournalEntry", COLUMNS, lines);
}

const COLUMNS = ["id", "teamId", "kind", "recordId", "topicId", "body", "salt", "leaf"];
