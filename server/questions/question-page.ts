import { type Actor, can } from "#core/permissions";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { pageId } from "#server/platform/page-id";
import { discussionOf, type Remark } from "#server/questions/discussion-queries";
import { type QuestionDetail, questionDetails } from "#server/questions/question-queries";
import { type ChainOfScenario, chainOfScenario } from "#server/scenarios/chain";

export interface QuestionPage {
  /** Before anything was loaded: live events since then are news to the page. */
  loadedAt: number;
  chain: ChainOfScenario;
  question: QuestionDetail;
  /** Every wording it had, newest first. */
  versions: { number: number; title: string; reason: string | null; closesAt: Date; by: string | null; at: Date }[];
  discussion: Remark[] | null;
  may: { forecast: boolean; write: boolean; comment: boolean; propose: boolean };
}

/** @throws NOT_FOUND for a question that the actor may not read */
export async function questionPage(actor: Actor, id: string): Promise<QuestionPage> {
  const loadedAt = Date.now();
  const questionId = pageId(id);
  const [question] = await questionDetails(actor, { id: questionId });
  if (!question) throw notFound();
  const [chain, versions, discussion] = await Promise.all([
    chainOfScenario(actor, question.scenarioId),
    versionsOf(questionId),
    discussionOf(actor, question),
  ]);
  return { loadedAt, chain, question, versions, discussion, may: rightsIn(actor, question.teamId) };
}

export function rightsIn(actor: Actor, teamId: string): QuestionPage["may"] {
  return {
    forecast: can(actor, "forecast.submit", { teamId }),
    write: can(actor, "question.write", { teamId }),
    comment: can(actor, "comment.write", { teamId }),
    propose: can(actor, "resolution.propose", { teamId }),
  };
}

async function versionsOf(questionId: string): Promise<QuestionPage["versions"]> {
  const versions = await db.questionVersion.findMany({
    where: { questionId },
    select: {
      number: true,
      title: true,
      reason: true,
      closesAt: true,
      createdAt: true,
      createdBy: { select: { name: true } },
    },
    orderBy: { number: "desc" },
  });
  return versions.map(({ createdBy, createdAt, ...version }) => ({
    ...version,
    by: createdBy?.name ?? null,
    at: createdAt,
  }));
}
