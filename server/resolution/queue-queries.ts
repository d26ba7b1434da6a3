import type { OutcomeKind } from "#core/outcome";
import { type Actor, can } from "#core/permissions";
import { SPEC_COLUMNS } from "#server/forecasts/read-specs";
import { ANSWER_COLUMNS, said } from "#server/forecasts/said";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

const DAY = 86_400_000;
/** How far ahead a close counts as soon. */
const SOON = 14 * DAY;
/** A proposal is due this long after it was made: until somebody decides, nobody can forecast. */
const DECIDE_WITHIN = 7 * DAY;

export interface QueueItem {
  questionId: string;
  title: string;
  kind: "proposed" | "overdue" | "soon";
  /** What is proposed, by whom; null without a proposal. */
  proposal: {
    id: string;
    outcome: OutcomeKind | null;
    said: string | null;
    correction: boolean;
    by: string | null;
    own: boolean;
  } | null;
  /** The scheduled close, or a week after a proposal was made. */
  dueAt: Date;
  late: boolean;
}

/**
 * What waits for a verdict in a team, by due date: proposals that another has made before everything else, then one's own,
 * questions that have closed without one, and those that close within two weeks.
 *
 * @throws NOT_FOUND for whoever has no resolution desk there
 */
export async function resolutionQueue(actor: Actor, teamId: string): Promise<{ items: QueueItem[]; later: number }> {
  if (!can(actor, "resolution.desk", { teamId })) throw notFound();
  const questions = await db.question.findMany({
    where: {
      teamId,
      // The verdict on a conditional question follows from two others.
      role: { not: "CONDITIONAL" },
      OR: [
        { state: { in: ["OPEN", "PROPOSED"] }, scenario: { archivedAt: null } },
        { proposals: { some: { decision: null } } },
      ],
    },
    select: {
      id: true,
      type: true,
      versions: { orderBy: { number: "desc" }, take: 1, select: { title: true, closesAt: true, ...SPEC_COLUMNS } },
      proposals: {
        where: { decision: null },
        select: {
          id: true,
          ...ANSWER_COLUMNS,
          correctsId: true,
          proposedAt: true,
          proposedById: true,
          proposedBy: { select: { name: true } },
        },
      },
    },
  });
  const now = Date.now();
  const items = questions.flatMap(({ id: questionId, type, versions, proposals }): QueueItem[] => {
    const [version] = versions;
    if (!version) return [];
    const [waiting] = proposals;
    const dueAt = waiting ? new Date(waiting.proposedAt.getTime() + DECIDE_WITHIN) : version.closesAt;
    const late = dueAt.getTime() <= now;
    const item = { questionId, title: version.title, dueAt, late };
    if (waiting) {
      const { id, outcome, correctsId, proposedBy, proposedById } = waiting;
      const proposal = {
        id,
        outcome,
        said: said(waiting, type, version),
        correction: correctsId !== null,
        by: proposedBy?.name ?? null,
        own: proposedById === actor.userId,
      };
      return [{ ...item, kind: "proposed", proposal }];
    }
    if (dueAt.getTime() > now + SOON) return [];
    return [{ ...item, kind: late ? "overdue" : "soon", proposal: null }];
  });
  items.sort((a, b) => turn(a) - turn(b) || a.dueAt.getTime() - b.dueAt.getTime());
  return { items, later: questions.length - items.length };
}

const turn = ({ proposal }: QueueItem) => (proposal && !proposal.own ? 0 : 1);
