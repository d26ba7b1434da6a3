import * as Y from "yjs";
import { z } from "zod";
import type { Actor } from "#core/permissions";
import type { RationaleNode } from "#core/rationale";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { tellNodes } from "#server/collab/append-within";
import { rationaleJson, writeRationale } from "#server/collab/rationale-json";
import { lockVersions, rebuildAt, takeVersion } from "#server/collab/take-version";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { renewQuotes } from "#server/rationales/threads/renew-quotes";
import { standsIn } from "#server/rationales/versions/stands-in";

export const redactionInput = z.object({
  reason: z
    .string()
    .trim()
    .min(1, "Say why the history is removed: readers of a removed text are told.")
    .max(1_000, "The reason has at most 1,000 characters."),
  /** One a line. They are looked for and kept nowhere. */
  words: z.string().trim().max(2_000, "At most 2,000 characters of words.").default(""),
});

type Ctx = { actor: Actor; scenario: { id: string; teamId: string } };

/** A long log goes row by row: longer than transactions usually may take. */
const PATIENCE_MS = 60_000;

/**
 * Removes everything that a rationale ever said and no longer says: its log is replaced by its present text, of a new
 * generation. Versions stay in the list, without their text. Every editor that is open begins anew, since it holds what was
 * removed. Nothing brings it back.
 */
export async function redactRationale(
  { actor, scenario }: Ctx,
  { reason, words }: z.infer<typeof redactionInput>,
): Promise<{ generation: number }> {
  const gone = words.split("\n").flatMap((line) => line.trim() || []);
  const inReason = gone.find((word) => standsIn(word, reason));
  if (inReason)
    throw new AppError("INVALID", "The reason is kept and shown: it must not say the removed words.", "reason");
  const { seq, generation } = await db.$transaction(
    async (tx) => {
      await lockVersions(tx, scenario.id);
      const { head, generation: before } = await holdForRemoval(tx, scenario.id);
      const [was, is] = [new Y.Doc(), new Y.Doc()];
      await rebuildAt(tx, scenario.id, head, was);
      const text = rationaleJson(was);
      requireGone(gone, text);
      const redaction = { ...scenario, head, generation: before + 1, reason, actor };
      const id = await recordRedaction(tx, redaction);
      writeRationale(is, text.content ?? []);
      await replaceLog(tx, redaction, id, is);
      await renewQuotes(tx, scenario.id, was, is);
      for (const document of [was, is]) document.destroy();
      await emptyVersions(tx, redaction, gone);
      await takeVersion(tx, { documentId: scenario.id, kind: "REDACTION", createdById: actor.userId, text });
      return { seq: head + 1, generation: before + 1 };
    },
    { timeout: PATIENCE_MS },
  );
  pokeSealer();
  await tellNodes(scenario.id, seq);
  return { generation };
}

/**
 * Nobody opens a thread on words meanwhile, and nobody writes. The lock on the text is stronger than what writers hold: a snapshot
 * that is being made of it waits as well, and is then not added.
 */
async function holdForRemoval(tx: Prisma.TransactionClient, documentId: string) {
  await tx.$queryRaw`SELECT FROM "Scenario" WHERE "id" = ${documentId}::uuid FOR NO KEY UPDATE`;
  const [held] = await tx.$queryRaw<{ head: number; generation: number }[]>`
    SELECT "head", "generation" FROM "Document" WHERE "id" = ${documentId}::uuid FOR UPDATE`;
  if (!held || held.head === 0)
    throw new AppError("CONFLICT", "Nothing has been written yet: there is no history to remove.");
  return held;
}

function requireGone(words: readonly string[], text: RationaleNode): void {
  const still = words.find((word) => standsIn(word, text));
  if (still === undefined) return;
  throw new AppError(
    "INVALID",
    `The text still says “${still}”: take it out there first, then remove the history.`,
    "words",
  );
}

interface Removal {
  id: string;
  teamId: string;
  head: number;
  generation: number;
  reason: string;
  actor: Actor;
}

async function recordRedaction(tx: Prisma.TransactionClient, removal: Removal): Promise<string> {
  const { id: documentId, teamId, head: seq, generation, reason, actor } = removal;
  const salt = newSalt();
  const { id } = await tx.documentRedaction.create({
    data: {
      teamId,
      documentId,
      generation,
      seq,
      reason,
      reasonSalt: Uint8Array.from(salt),
      createdById: actor.userId,
    },
    select: { id: true },
  });
  await journal(tx, {
    teamId,
    kind: "rationale.redaction",
    recordId: id,
    topicId: documentId,
    body: { scenario: documentId, sequence: seq, generation, reason: textHash(salt, reason) },
  });
  await recordAudit(tx, {
    actorId: actor.userId,
    teamId,
    action: "rationale.redact",
    subjectId: documentId,
    detail: { sequence: seq, generation },
  });
  return id;
}

/** What stands now becomes the first update of the new generation, nobody's in particular: who wrote which word of it went too. */
async function replaceLog(
  tx: Prisma.TransactionClient,
  { id: documentId, head, generation }: Removal,
  redactionId: string,
  document: Y.Doc,
): Promise<void> {
  await tx.documentSnapshot.deleteMany({ where: { documentId } });
  await tx.documentUpdate.deleteMany({ where: { documentId, seq: { lte: head } } });
  const update = Buffer.from(Y.encodeStateAsUpdate(document));
  // At the same instant as the redaction: a text as of any instant is removed or there.
  await tx.$executeRaw`
    INSERT INTO "DocumentUpdate" ("documentId", "seq", "update", "createdAt")
    SELECT "documentId", ${head + 1}, ${update}, "createdAt" FROM "DocumentRedaction" WHERE "id" = ${redactionId}::uuid`;
  await tx.document.update({
    where: { id: documentId },
    data: { head: head + 1, generation },
    select: { id: true },
  });
}

async function emptyVersions(
  tx: Prisma.TransactionClient,
  { id: documentId, head }: Removal,
  gone: readonly string[],
): Promise<void> {
  const covered = { documentId, seq: { lte: head } };
  await tx.documentVersion.updateMany({ where: { ...covered, textSalt: { not: null } }, data: { textSalt: null } });
  const titled = await tx.documentVersion.findMany({
    where: { ...covered, title: { not: null } },
    select: { id: true, title: true },
  });
  const saying = titled.filter(({ title }) => gone.some((word) => standsIn(word, title ?? "")));
  await tx.documentVersion.updateMany({ where: { id: { in: saying.map(({ id }) => id) } }, data: { title: null } });
}
