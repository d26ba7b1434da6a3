import type { Prisma } from "#prisma/client/client";
import { HINTS } from "#server/collab/postgres-hints";
import { pool } from "#server/platform/db";

/** The document as it is under its lock. */
export interface HeldDocument {
  head: number;
  generation: number;
}

/** Locks a document for the rest of the transaction: nobody appends to its log meanwhile. Do it late, and be quick. */
export async function holdDocument(tx: Prisma.TransactionClient, documentId: string): Promise<HeldDocument | null> {
  const [held] = await tx.$queryRaw<HeldDocument[]>`
    SELECT "head", "generation" FROM "Document" WHERE "id" = ${documentId}::uuid FOR NO KEY UPDATE`;
  return held ?? null;
}

/** Appends to the log of a document that the transaction holds. Tell the nodes after the commit. @returns its sequence */
export async function appendWithin(
  tx: Prisma.TransactionClient,
  { documentId, update, userId }: { documentId: string; update: Uint8Array; userId: string },
): Promise<number> {
  const { head: seq } = await tx.document.update({
    where: { id: documentId },
    data: { head: { increment: 1 } },
    select: { head: true },
  });
  await tx.documentUpdate.create({
    data: { documentId, seq, update: Uint8Array.from(update), userId },
    select: { seq: true },
  });
  return seq;
}

/** Tells all nodes, this one too, that a document has grown. A notice that is lost is repaired by the nodes' own questions. */
export async function tellNodes(documentId: string, seq: number): Promise<void> {
  await pool.query("SELECT pg_notify($1, $2)", [HINTS, `${documentId}:${seq}`]).catch(() => {});
}
