import type { Actor } from "#core/permissions";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { pageId } from "#server/platform/page-id";
import { type QuestionDetail, questionDetails } from "#server/questions/question-queries";
import { type RoundsShown, roundsShown } from "#server/rounds/rounds-shown";

export interface BriefRounds {
  loadedAt: number;
  teamId: string;
  briefId: string;
  title: string;
  /** Published questions of scenarios that are not archived, by scenario, the headline first. */
  questions: (QuestionDetail & { scenarioNumber: number })[];
  rounds: RoundsShown;
}

/** The rounds of a whole set of scenarios: that of a brief. @throws NOT_FOUND for a brief that the actor may not read */
export async function briefRounds(actor: Actor, id: string): Promise<BriefRounds> {
  const loadedAt = Date.now();
  const brief = await db.brief.findFirst({
    where: { id: pageId(id), ...visibleTo(actor) },
    select: {
      id: true,
      teamId: true,
      versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
      scenarios: { where: { archivedAt: null }, select: { id: true, number: true } },
    },
  });
  if (!brief) throw notFound();
  const numbers = new Map(brief.scenarios.map((scenario) => [scenario.id, scenario.number]));
  const found = await questionDetails(actor, { scenarioId: { in: [...numbers.keys()] }, state: { not: "DRAFT" } });
  const questions = found
    .map((question) => ({ ...question, scenarioNumber: numbers.get(question.scenarioId) ?? 0 }))
    .toSorted((a, b) => a.scenarioNumber - b.scenarioNumber || rank(a) - rank(b));
  return {
    loadedAt,
    teamId: brief.teamId,
    briefId: brief.id,
    title: brief.versions[0]?.title ?? "",
    questions,
    rounds: await roundsShown(actor, brief.teamId, questions),
  };
}

const rank = ({ role }: QuestionDetail) => (role === "HEADLINE" ? 0 : 1);
