import { type Actor, forecastingMembership } from "#core/permissions";
import type { Prisma, RationaleThreadEntryKind } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { spendTry } from "#server/identity/rate-limits";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";
import { AppError, notFound } from "#server/platform/errors";
import { headlineOf, threadsSeen } from "#server/rationales/threads/threads-shown";

export interface ThreadCtx {
  actor: Actor;
  scenario: { id: string; teamId: string; archivedAt: Date | null };
}

/** Who writes, and beside which numbers. */
export interface Writer {
  memberId: string;
  headlineId: string | null;
}

/** @throws where the actor may not comment on this rationale, or not now */
export async function commenter({ actor, scenario }: ThreadCtx): Promise<Writer> {
  const membership = forecastingMembership(actor, scenario.teamId);
  if (!membership) throw notFound();
  if (scenario.archivedAt) throw new AppError("CONFLICT", "The scenario is archived: nothing is added to it.");
  await spendTry("comment.person", actor.userId);
  const headlineId = await headlineOf(scenario.id);
  const { open } = await threadsSeen(actor, headlineId);
  if (!open) throw new AppError("CONFLICT", "Comments open when the others’ forecasts are shown to you.");
  return { memberId: membership.memberId, headlineId };
}

/** Most entries of one thread. */
export const THREAD_ENTRIES = 1_000;

interface NewEntry {
  threadId: string;
  kind: RationaleThreadEntryKind;
  commentId?: string;
  body?: string;
  /** Hash of the quote, with the entry that opens a thread. */
  quote?: string;
}

/**
 * Adds an entry to a thread inside the caller's transaction, with its journal row and audit entry. The caller holds the
 * thread's lock.
 */
export async function writeEntry(
  tx: Prisma.TransactionClient,
  { actor, scenario }: ThreadCtx,
  { memberId, headlineId }: Writer,
  { threadId, kind, commentId, body, quote }: NewEntry,
): Promise<string> {
  const { id: scenarioId, teamId } = scenario;
  const last = await tx.rationaleThreadEntry.aggregate({ where: { threadId }, _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  if (number > THREAD_ENTRIES)
    throw new AppError("CONFLICT", `A thread holds at most ${THREAD_ENTRIES} entries. Open another.`);
  const salt = body === undefined ? null : newSalt();
  const { id } = await tx.rationaleThreadEntry.create({
    data: {
      teamId,
      threadId,
      number,
      memberId,
      kind,
      commentId: commentId ?? null,
      body: body ?? null,
      bodySalt: salt && Uint8Array.from(salt),
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
      question: headlineId,
      member: memberId,
      thread: threadId,
      number,
      act: kind.toLowerCase(),
      comment: commentId ?? null,
      text: body !== undefined && salt ? textHash(salt, body) : null,
      ...(quote === undefined ? {} : { quote }),
    },
  });
  await recordAudit(tx, {
    actorId: actor.userId,
    teamId,
    action: AUDITED[kind],
    subjectId: scenarioId,
    detail: { thread: threadId, entry: id },
  });
  return id;
}

const AUDITED = {
  COMMENT: "rationale.comment",
  REWORDING: "rationale.comment.reword",
  WITHDRAWAL: "rationale.comment.withdraw",
  RESOLVED: "rationale.thread.resolve",
  REOPENED: "rationale.thread.reopen",
} as const satisfies Record<RationaleThreadEntryKind, string>;
