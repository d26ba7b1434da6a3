import type { VersionAnswer } from "#core/outcome";
import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { ANSWER_COLUMNS } from "#server/forecasts/said";
import { journal } from "#server/ledger/journal";
import { AppError, notFound } from "#server/platform/errors";
import { type LockedQuestion, lockQuestion } from "#server/resolution/lock-question";

export interface PendingProposal extends VersionAnswer {
  id: string;
  question: LockedQuestion;
  /** The resolution version that it would replace; null for a first verdict. */
  correctsId: string | null;
  knownAt: Date;
  evidenceUrl: string | null;
  note: string;
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
      correctsId: true,
      ...ANSWER_COLUMNS,
      knownAt: true,
      evidenceUrl: true,
      note: true,
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

/** Whether the decider has a stake: the last thing they said on the question was not that they withdraw. */
async function holdsForecast(tx: Prisma.TransactionClient, actor: Actor, question: LockedQuestion): Promise<boolean> {
  const own = actor.memberships.filter(({ teamId }) => teamId === question.teamId);
  if (own.length === 0) return false;
  const last = await tx.forecast.findFirst({
    where: { questionId: question.id, memberId: { in: own.map(({ memberId }) => memberId) } },
    orderBy: { sequence: "desc" },
    select: { kind: true },
  });
  return last !== null && last.kind !== "WITHDRAWAL";
}
