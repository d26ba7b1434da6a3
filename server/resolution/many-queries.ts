import { type Actor, can } from "#core/permissions";
import type { VersionOutcome } from "#core/proposal";
import { forecastViews } from "#server/forecasts/forecast-queries";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { type EvidenceItem, FILE, filesOf } from "#server/resolution/evidence-queries";

/** A question without a proposal. */
export interface Unproposed {
  questionId: string;
  title: string;
  opensAt: Date;
  closesAt: Date;
  closed: boolean;
}

/** What another person proposed. */
export interface Unconfirmed {
  proposalId: string;
  questionId: string;
  title: string;
  outcome: VersionOutcome;
  correction: boolean;
  knownAt: Date;
  evidenceUrl: string | null;
  quote: string | null;
  note: string | null;
  files: EvidenceItem[];
  by: string | null;
  /** How many have forecast: confirming scores no more than these. */
  people: number;
}

/** Rows of the table at most; the rest comes once these are done. */
const SHOWN = 100;

/**
 * What can be proposed and what can be confirmed at once in a team, by due date; one's own proposals wait for others.
 *
 * @throws NOT_FOUND for whoever has no resolution desk there
 */
export async function manyToResolve(
  actor: Actor,
  teamId: string,
): Promise<{ unproposed: Unproposed[]; more: number; unconfirmed: Unconfirmed[]; own: number }> {
  if (!can(actor, "resolution.desk", { teamId })) throw notFound();
  const [open, pending] = await Promise.all([openQuestions(teamId), pendingProposals(teamId)]);
  const now = Date.now();
  const unproposed = open
    .flatMap(({ id: questionId, versions }) =>
      versions.map((version) => ({ questionId, ...version, closed: version.closesAt.getTime() <= now })),
    )
    .sort((a, b) => a.closesAt.getTime() - b.closesAt.getTime());
  const others = pending.filter(({ proposedById }) => proposedById !== actor.userId);
  const views = await forecastViews(
    actor,
    others.flatMap(({ question: { versions, ...question } }) =>
      versions.map((version) => ({ ...version, ...question })),
    ),
  );
  return {
    unproposed: unproposed.slice(0, SHOWN),
    more: Math.max(0, unproposed.length - SHOWN),
    own: pending.length - others.length,
    unconfirmed: others
      .slice(0, SHOWN)
      .map(({ id, question, correctsId, proposedBy, proposedById, files, ...proposal }) => ({
        ...proposal,
        proposalId: id,
        questionId: question.id,
        title: question.versions[0]?.title ?? "",
        correction: correctsId !== null,
        note: proposal.note || null,
        files: filesOf(files),
        by: proposedBy?.name ?? null,
        people: views.get(question.id)?.whoHasForecast.length ?? 0,
      })),
  };
}

const VERSION = {
  orderBy: { number: "desc" },
  take: 1,
  select: { title: true, opensAt: true, closesAt: true },
} as const;

const openQuestions = (teamId: string) =>
  db.question.findMany({
    where: { teamId, state: "OPEN", scenario: { archivedAt: null } },
    select: { id: true, versions: VERSION },
  });

const pendingProposals = (teamId: string) =>
  db.resolutionProposal.findMany({
    where: { teamId, decision: null },
    orderBy: { proposedAt: "asc" },
    select: {
      id: true,
      outcome: true,
      correctsId: true,
      knownAt: true,
      evidenceUrl: true,
      quote: true,
      note: true,
      proposedById: true,
      proposedBy: { select: { name: true } },
      files: FILE,
      question: {
        select: { id: true, teamId: true, state: true, revealPolicy: true, revealAt: true, versions: VERSION },
      },
    },
  });
