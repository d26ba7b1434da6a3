import { type Actor, can } from "#core/permissions";
import type { ProposedOutcome } from "#core/proposal";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

const DAY = 86_400_000;
/** How far ahead a close counts as soon. */
const SOON = 14 * DAY;

export interface QueueItem {
  questionId: string;
  title: string;
  kind: "proposed" | "overdue" | "soon";
  outcome: ProposedOutcome | null;
  /** The scheduled close, or when the proposal was made. */
  dueAt: Date;
}

const VERSION = {
  orderBy: { number: "desc" },
  take: 1,
  select: { id: true, number: true, title: true, criteria: true, source: true, opensAt: true, closesAt: true },
} as const;

/**
 * What waits for a verdict in a team, by due date: proposals, questions that have closed without one, and those that
 * close within two weeks.
 *
 * @throws NOT_FOUND for whoever has no resolution desk there
 */
export async function resolutionQueue(actor: Actor, teamId: string): Promise<{ items: QueueItem[]; later: number }> {
  if (!can(actor, "resolution.desk", { teamId })) throw notFound();
  const questions = await db.question.findMany({
    where: { teamId, state: { in: ["OPEN", "PROPOSED"] }, scenario: { archivedAt: null } },
    select: {
      id: true,
      state: true,
      versions: VERSION,
      proposals: { where: { decision: null }, select: { outcome: true, proposedAt: true } },
    },
  });
  const now = Date.now();
  const items = questions.flatMap(({ id: questionId, state, versions, proposals }): QueueItem[] => {
    const [version] = versions;
    if (!version) return [];
    const { title, closesAt } = version;
    const [proposal] = proposals;
    if (state === "PROPOSED" && proposal) {
      const { outcome, proposedAt: dueAt } = proposal;
      return [{ questionId, title, kind: "proposed", outcome, dueAt }];
    }
    if (closesAt.getTime() > now + SOON) return [];
    const kind = closesAt.getTime() <= now ? "overdue" : "soon";
    return [{ questionId, title, kind, outcome: null, dueAt: closesAt }];
  });
  items.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  return { items, later: questions.length - items.length };
}

export interface ResolutionRecord {
  id: string;
  outcome: ProposedOutcome;
  knownAt: Date;
  evidenceUrl: string | null;
  note: string | null;
  proposedBy: string | null;
  proposedAt: Date | null;
  own: boolean;
  decision: {
    verdict: "CONFIRMED" | "REJECTED" | "RETRACTED";
    by: string | null;
    at: Date;
    note: string | null;
    singleHanded: boolean;
    hadStandingForecast: boolean;
  } | null;
  /** The version of the verdict that it became; a verdict of an import or the demonstration says where it came from. */
  version: number | null;
  origin: "LIVE" | "IMPORT" | "SIMULATED";
}

/** Every proposal on a question and what became of it, newest first; imported verdicts stand among them. */
export async function resolutionHistory(actor: Actor, questionId: string): Promise<ResolutionRecord[]> {
  const question = await db.question.findUnique({
    where: { id: questionId },
    select: {
      teamId: true,
      proposals: {
        select: {
          id: true,
          outcome: true,
          knownAt: true,
          evidenceUrl: true,
          note: true,
          proposedAt: true,
          proposedById: true,
          proposedBy: { select: { name: true } },
          resolution: { select: { version: true, origin: true } },
          decision: {
            select: {
              verdict: true,
              note: true,
              decidedAt: true,
              singleHanded: true,
              hadStandingForecast: true,
              decidedBy: { select: { name: true } },
            },
          },
        },
      },
      resolutions: {
        where: { proposalId: null, outcome: { not: null } },
        select: {
          id: true,
          version: true,
          outcome: true,
          knownAt: true,
          evidenceUrl: true,
          reason: true,
          resolvedAt: true,
          origin: true,
        },
      },
    },
  });
  if (!question || !can(actor, "question.read", { teamId: question.teamId })) throw notFound();
  const proposed = question.proposals.map(
    ({ proposedBy, proposedById, decision, resolution, ...proposal }): ResolutionRecord => ({
      ...proposal,
      note: proposal.note || null,
      proposedBy: proposedBy?.name ?? null,
      own: proposedById === actor.userId,
      version: resolution?.version ?? null,
      origin: resolution?.origin ?? "LIVE",
      decision: decision && {
        verdict: decision.verdict,
        by: decision.decidedBy?.name ?? null,
        at: decision.decidedAt,
        note: decision.note,
        singleHanded: decision.singleHanded,
        hadStandingForecast: decision.hadStandingForecast,
      },
    }),
  );
  const imported = question.resolutions.flatMap(({ outcome, reason, resolvedAt, ...resolution }): ResolutionRecord[] =>
    outcome
      ? [{ ...resolution, outcome, note: reason, proposedBy: null, proposedAt: resolvedAt, own: false, decision: null }]
      : [],
  );
  const since = ({ proposedAt }: ResolutionRecord) => proposedAt?.getTime() ?? 0;
  return [...proposed, ...imported].sort((a, b) => since(b) - since(a));
}
