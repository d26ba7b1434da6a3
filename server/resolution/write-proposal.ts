import type { VersionAnswer } from "#core/outcome";
import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { attachFiles } from "#server/resolution/attach-files";
import type { LockedQuestion } from "#server/resolution/lock-question";

interface NewProposal extends Pick<VersionAnswer, "outcome"> {
  option?: string | null | undefined;
  value?: number | null | undefined;
  knownAt: Date;
  evidenceUrl?: string | null | undefined;
  quote?: string | undefined;
  files?: readonly string[] | undefined;
  note: string;
  /** The resolution version that it would replace. */
  correctsId?: string;
}

/** Writes a proposal on a locked question: its row, its files, its journal and audit rows. */
export async function writeProposal(
  tx: Prisma.TransactionClient,
  actor: Actor,
  { id: questionId, teamId, versionId }: LockedQuestion,
  { outcome, option = null, value = null, knownAt, note, files: fileIds = [], correctsId, ...given }: NewProposal,
): Promise<string> {
  const evidenceUrl = given.evidenceUrl || null;
  const quote = given.quote || null;
  const salt = newSalt();
  const { id: proposalId } = await tx.resolutionProposal.create({
    data: {
      teamId,
      questionId,
      questionVersionId: versionId,
      correctsId,
      outcome,
      option,
      value,
      knownAt,
      evidenceUrl,
      quote,
      note,
      textSalt: Uint8Array.from(salt),
      proposedById: actor.userId,
    },
    select: { id: true },
  });
  const files = await attachFiles(tx, { teamId, questionId, proposalId, byUserId: actor.userId }, fileIds);
  await journal(tx, {
    teamId,
    kind: "proposal",
    recordId: proposalId,
    topicId: questionId,
    body: {
      proposal: proposalId,
      question: questionId,
      corrects: correctsId ?? null,
      outcome,
      ...(option === null ? {} : { option }),
      ...(value === null ? {} : { value }),
      knownAt: knownAt.toISOString(),
      evidenceUrl,
      text: textHash(salt, JSON.stringify([quote, note])),
      files: files.map(({ id, sha256, size }) => ({ file: id, sha256, size })),
    },
  });
  await recordAudit(tx, {
    actorId: actor.userId,
    teamId,
    action: correctsId ? "resolution.correct" : "resolution.propose",
    subjectId: questionId,
    detail: { proposal: proposalId, outcome, files: files.length },
  });
  return proposalId;
}
