import type { Actor } from "#core/permissions";
import { standingAt } from "#core/standing";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { AppError, notFound } from "#server/platform/errors";
import { type LockedQuestion, lockQuestion } from "#server/resolution/lock-question";
import { readLogs } from "#server/scores/read-logs";

export interface PendingProposal {
  id: string;
  question: LockedQuestion;
  outcome: "YES" | "NO" | "VOID" | "AMBIGUOUS";
  knownAt: Date;
  evidenceUrl: string | null;
  proposedById: string | null;
  proposedAt: Date;
}

/**
 * Locks the question of a proposal and reads the proposal under the lock, so that of two people who decide at once the
 * second sees what the first did.
 *
 * @throws {AppError} CONFLICT where it was decided already
 */
export async function lockProposal(tx: Prisma.TransactionClient, proposalId: string): Promise<PendingProposal> {
  const known = await tx.resolutionProposal.findUnique({ where: { id: proposalId }, select: { questionId: true } });
  if (!known) throw notFound();
  const question = await lockQuestion(tx, known.questionId);
  const proposal = await tx.resolutionProposal.findUnique({
    where: { id: proposalId },
    select: {
      id: true,
      outcome: true,
      knownAt: true,
      evidenceUrl: true,
      proposedById: true,
      proposedAt: true,
      decision: { select: { verdict: true } },
    },
  });
  if (!proposal) throw notFound();
  const { decision, ...rest } = proposal;
  if (decision) throw new AppError("CONFLICT", `This proposal was ${decision.verdict.toLowerCase()} already.`);
  return { ...rest, question };
}

/** Writes what a person made of a locked proposal, with its journal and audit rows. */
export async function recordDecision(
  tx: Prisma.TransactionClient,
  actor: Actor,
  proposal: PendingProposal,
  decision: { verdict: "CONFIRMED" | "REJECTED" | "RETRACTED"; note?: string; singleHanded?: boolean },
): Promise<void> {
  const { id: questionId, teamId } = proposal.question;
  const { verdict, note, singleHanded = false } = decision;
  const hadStandingForecast = await holdsForecast(tx, actor, proposal.question);
  const { id } = await tx.resolutionDecision.create({
    data: {
      teamId,
      proposalId: proposal.id,
      verdict,
      note: note || null,
      decidedById: actor.userId,
      singleHanded,
      hadStandingForecast,
    },
    select: { id: true },
  });
  await journal(tx, {
    teamId,
    kind: "decision",
    recordId: id,
    topicId: questionId,
    body: { decision: id, proposal: proposal.id, question: questionId, verdict, singleHanded, hadStandingForecast },
  });
  await recordAudit(tx, {
    actorId: actor.userId,
    teamId,
    action: `resolution.${VERB[verdict]}`,
    subjectId: questionId,
    detail: { proposal: proposal.id, singleHanded },
  });
}

const VERB = { CONFIRMED: "confirm", REJECTED: "reject", RETRACTED: "retract" } as const;

/** Whether the decider has a stake: a forecast of theirs stands on the question now. */
async function holdsForecast(tx: Prisma.TransactionClient, actor: Actor, question: LockedQuestion): Promise<boolean> {
  const own = actor.memberships.filter(({ teamId }) => teamId === question.teamId);
  if (own.length === 0) return false;
  const log = (await readLogs(tx, [question.id])).get(question.id) ?? [];
  const standing = standingAt(log, question.now);
  return own.some(({ memberId }) => standing.has(memberId));
}
