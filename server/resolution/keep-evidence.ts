import { createHash } from "node:crypto";
import {
  type EvidenceType,
  evidenceName,
  evidenceType,
  MAX_EVIDENCE_BYTES,
  TOO_LARGE,
  WRONG_TYPE,
} from "#core/evidence";
import { type Actor, can } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { spendTry } from "#server/identity/rate-limits";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import type { EvidenceItem } from "#server/resolution/evidence-queries";

/** Files that one person has handed in and named in no proposal yet. */
const MOST_WAITING = 20;

export interface EvidenceCtx {
  actor: Actor;
  question: { id: string; teamId: string };
}

/**
 * Whether a person may hand in a file for a question: whoever may propose its resolution, and not too often.
 *
 * @throws {AppError} NOT_FOUND, FORBIDDEN or TOO_MANY
 */
export async function admitEvidence(actor: Actor, questionId: string): Promise<EvidenceCtx["question"]> {
  const question = await db.question.findUnique({
    where: { id: questionId },
    select: { id: true, teamId: true, state: true },
  });
  if (!question || question.state === "DRAFT" || !can(actor, "question.read", question)) throw notFound();
  if (!can(actor, "resolution.propose", question))
    throw new AppError("FORBIDDEN", "Your role in this team does not allow that.");
  await spendTry("evidence.person", actor.userId);
  return question;
}

/**
 * Keeps a file, to be named in a proposal within a day. What nobody named by then is deleted when the next one comes.
 *
 * @throws {AppError} INVALID where it holds nothing that may be evidence, CONFLICT where too many wait
 */
export async function keepEvidence(
  { actor, question: { id: questionId, teamId } }: EvidenceCtx,
  { name: given, content }: { name: string; content: Uint8Array },
): Promise<EvidenceItem & { mediaType: EvidenceType }> {
  if (content.length > MAX_EVIDENCE_BYTES) throw new AppError("TOO_LARGE", TOO_LARGE);
  const mediaType = evidenceType(content);
  if (!mediaType) throw new AppError("INVALID", WRONG_TYPE, "file");
  const name = evidenceName(given, mediaType);
  const sha256 = createHash("sha256").update(content).digest();
  const size = content.length;
  const id = await db.$transaction(async (tx) => {
    await tx.$executeRaw`
      DELETE FROM "EvidenceFile" WHERE "id" IN (
        SELECT f."id" FROM "EvidenceFile" f WHERE f."uploadedAt" < now() - interval '1 day'
          AND NOT EXISTS (SELECT FROM "ProposalFile" p WHERE p."teamId" = f."teamId" AND p."questionId" = f."questionId"
            AND p."fileId" = f."id")
        FOR UPDATE SKIP LOCKED)`;
    const waiting = await tx.evidenceFile.count({ where: { uploadedById: actor.userId, proposal: null } });
    if (waiting >= MOST_WAITING)
      throw new AppError("CONFLICT", `${MOST_WAITING} files of yours wait to be named in a proposal: name them first.`);
    const file = await tx.evidenceFile.create({
      data: {
        teamId,
        questionId,
        name,
        mediaType,
        size,
        sha256: new Uint8Array(sha256),
        content: new Uint8Array(content),
        uploadedById: actor.userId,
      },
      select: { id: true },
    });
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: "evidence.keep",
      subjectId: questionId,
      detail: { file: file.id, size, sha256: sha256.toString("hex") },
    });
    return file.id;
  });
  return { id, name, mediaType, size, sha256: sha256.toString("hex") };
}
