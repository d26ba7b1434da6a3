import * as Y from "yjs";
import { quoteSpan, wordsOf } from "#core/comment-anchor";
import type { Prisma } from "#prisma/client/client";
import { positionsOf, sharedText } from "#server/collab/shared-text";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";

interface SeededThread {
  scenarioId: string;
  teamId: string;
  /** Words of the rationale's first text, as they stand there. */
  words: string;
  /** In order: who says what, or (without words) who resolves it. */
  entries: readonly { memberId: string; at: Date; body?: string }[];
}

/** Gives a seeded rationale a thread, inside the caller's transaction; marked as simulated in the ledger. */
export async function seedThread(tx: Prisma.TransactionClient, thread: SeededThread): Promise<string> {
  const { scenarioId, teamId, words, entries } = thread;
  const { anchor, exact } = await anchorOf(tx, scenarioId, words);
  const { id: threadId } = await tx.rationaleThread.create({
    data: { teamId, scenarioId, ...anchor, createdAt: entries[0]?.at ?? new Date() },
    select: { id: true },
  });
  for (const [index, { memberId, at, body }] of entries.entries()) {
    const salt = newSalt();
    const { id } = await tx.rationaleThreadEntry.create({
      data: {
        teamId,
        threadId,
        number: index + 1,
        memberId,
        kind: body === undefined ? "RESOLVED" : "COMMENT",
        body: body ?? null,
        bodySalt: body === undefined ? null : Uint8Array.from(salt),
        createdAt: at,
      },
      select: { id: true },
    });
    await journal(tx, {
      teamId,
      kind: "rationale.comment",
      recordId: id,
      topicId: scenarioId,
      body: {
        scenario: scenarioId,
        member: memberId,
        thread: threadId,
        number: index + 1,
        text: body === undefined ? null : textHash(salt, body),
        ...(index === 0 ? { quote: textHash(anchor.quoteSalt, exact) } : {}),
        origin: "SIMULATED",
      },
    });
  }
  return threadId;
}

async function anchorOf(tx: Prisma.TransactionClient, scenarioId: string, words: string) {
  const updates = await tx.documentUpdate.findMany({
    where: { documentId: scenarioId },
    orderBy: { seq: "asc" },
    select: { update: true },
  });
  const document = new Y.Doc();
  for (const { update } of updates) Y.applyUpdate(document, update);
  const flat = sharedText(document);
  const start = flat.text.indexOf(words);
  if (start < 0) throw new RangeError(`the rationale does not say “${words}”`);
  const { quote, span } = quoteSpan(wordsOf(flat.text), { start, end: start + words.length });
  const positions = positionsOf(flat, span);
  document.destroy();
  if (!positions) throw new RangeError(`“${words}” has no place in the rationale`);
  return { anchor: { ...positions, ...quote, quoteSalt: Uint8Array.from(newSalt()) }, exact: quote.exact };
}
