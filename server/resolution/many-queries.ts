import type { VersionAnswer } from "#core/outcome";
import { type Actor, can } from "#core/permissions";
import type { QuestionSpec } from "#core/question";
import { forecastViews } from "#server/forecasts/forecast-queries";
import { SPEC_COLUMNS, specOf } from "#server/forecasts/read-specs";
import { ANSWER_COLUMNS, said } from "#server/forecasts/said";
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
  spec: QuestionSpec;
}

/** What another person proposed. */
export interface Unconfirmed extends VersionAnswer {
  proposalId: string;
  questionId: string;
  title: string;
  /** The verdict in words; null where one is to be withdrawn. */
  said: string | null;
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
    .flatMap(({ id: questionId, type, versions }) =>
      versions.map(({ title, opensAt, closesAt, ...version }) => {
        const spec = specOf(type, version);
        return { questionId, title, opensAt, closesAt, closed: closesAt.getTime() <= now, spec };
      }),
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
        said: question.versions[0] ? said(proposal, question.type, question.versions[0]) : null,
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
  select: { title: true, opensAt: true, closesAt: true, ...SPEC_COLUMNS },
} as const;

const openQuestions = (teamId: string) =>
  db.question.findMany({
    where: { teamId, state: "OPEN", role: { not: "CONDITIONAL" }, scenario: { archivedAt: null } },
    select: { id: true, type: true, versions: VERSION },
  });

const pendingProposals = (teamId: string) =>
  db.resolutionProposal.findMany({
    where: { teamId, decision: null },
    orderBy: { proposedAt: "asc" },
    select: {
      id: true,
      ...ANSWER_COLUMNS,
      correctsId: true,
      knownAt: true,
      evidenceUrl: true,
      quote: true,
      note: true,
      proposedById: true,
      proposedBy: { select: { name: true } },
      files: FILE,
      question: {
        select: {
          id: true,
          type: true,
          teamId: true,
          state: true,
          revealPolicy: true,
          revealAt: true,
          versions: VERSION,
        },
      },
    },
  });
