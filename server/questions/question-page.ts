import type { Instant } from "#core/clock";
import { type Actor, can } from "#core/permissions";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { pageId } from "#server/platform/page-id";
import { discussionOf, type Remark } from "#server/questions/discussion-queries";
import { type QuestionDetail, questionDetails } from "#server/questions/question-queries";
import { type QuestionWording, questionVersions } from "#server/questions/question-versions";
import { type ChainOfScenario, chainOfScenario } from "#server/scenarios/chain";

export interface QuestionPage {
  /** Before anything was loaded: live events since then are news to the page. */
  loadedAt: number;
  chain: ChainOfScenario;
  question: QuestionDetail;
  /** Every wording it had, newest first. */
  versions: QuestionWording[];
  /** What it took the place of, and what took its place. */
  replaces: { id: string; title: string } | null;
  successor: { id: string; title: string } | null;
  discussion: Remark[] | null;
  may: { forecast: boolean; write: boolean; comment: boolean; propose: boolean };
}

/**
 * @param at as it stood then (the whole millisecond counts), with the actor's rights and what is hidden now; null for now
 * @throws NOT_FOUND for a question that the actor may not read, or that was not there then
 */
export async function questionPage(actor: Actor, id: string, at: Instant | null = null): Promise<QuestionPage> {
  const loadedAt = Date.now();
  const questionId = pageId(id);
  const [question] = await questionDetails(actor, { id: questionId }, at);
  if (!question) throw notFound();
  const [chain, versions, discussion, linked] = await Promise.all([
    chainOfScenario(actor, question.scenarioId, at),
    questionVersions(questionId, at),
    discussionOf(actor, question, at),
    titlesOf([question.replacesId, question.successorId]),
  ]);
  const link = (other: string | null) => {
    const title = other === null ? undefined : linked.get(other);
    return other === null || title === undefined ? null : { id: other, title };
  };
  return {
    loadedAt,
    chain,
    question,
    versions,
    replaces: link(question.replacesId),
    successor: link(question.successorId),
    discussion,
    may: at === null ? rightsIn(actor, question.teamId) : NOTHING,
  };
}

/** Nobody changes the past. */
export const NOTHING: QuestionPage["may"] = { forecast: false, write: false, comment: false, propose: false };

export function rightsIn(actor: Actor, teamId: string): QuestionPage["may"] {
  return {
    forecast: can(actor, "forecast.submit", { teamId }),
    write: can(actor, "question.write", { teamId }),
    comment: can(actor, "comment.write", { teamId }),
    propose: can(actor, "resolution.propose", { teamId }),
  };
}

async function titlesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = ids.filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const versions = await db.questionVersion.findMany({
    where: { questionId: { in: wanted } },
    orderBy: [{ questionId: "asc" }, { number: "desc" }],
    distinct: ["questionId"],
    select: { questionId: true, title: true },
  });
  return new Map(versions.map(({ questionId, title }) => [questionId, title]));
}
