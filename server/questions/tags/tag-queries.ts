import { type Actor, can } from "#core/permissions";
import type { QuestionState } from "#core/resolution";
import { questionState } from "#core/resolution";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface TagRow {
  id: string;
  name: string;
  /** Those the reader may open, newest first: drafts only for who may write them. */
  questions: { id: string; title: string; state: QuestionState; outcome: "YES" | "NO" | null }[];
}

/** A team's tags by name, each with its questions: one query. @throws NOT_FOUND for whoever may not read the team */
export async function tagsOfTeam(actor: Actor, teamId: string): Promise<TagRow[]> {
  if (!can(actor, "team.read", { teamId })) throw notFound();
  const drafts = can(actor, "question.write", { teamId });
  const now = Date.now();
  const tags = await db.tag.findMany({
    where: { teamId },
    orderBy: { name: "asc" },
    select: {
      id: true,
      name: true,
      questions: {
        where: drafts ? {} : { question: { state: { not: "DRAFT" } } },
        orderBy: { question: { createdAt: "desc" } },
        select: {
          question: {
            select: {
              id: true,
              state: true,
              versions: { orderBy: { number: "desc" }, take: 1, select: { title: true, closesAt: true } },
              resolutions: { orderBy: { version: "desc" }, take: 1, select: { outcome: true } },
            },
          },
        },
      },
    },
  });
  return tags.map(({ id, name, questions }) => ({
    id,
    name,
    questions: questions.flatMap(({ question: { versions, resolutions, ...question } }) => {
      const [version] = versions;
      if (!version) return [];
      const verdict = resolutions[0]?.outcome;
      return [
        {
          id: question.id,
          title: version.title,
          state: questionState(question.state, { closesAt: version.closesAt.getTime() }, now),
          outcome: verdict === "YES" || verdict === "NO" ? verdict : null,
        },
      ];
    }),
  }));
}

/** The names alone, for who puts them on questions. @throws NOT_FOUND as {@link tagsOfTeam} */
export async function tagNamesOf(actor: Actor, teamId: string): Promise<string[]> {
  if (!can(actor, "team.read", { teamId })) throw notFound();
  const tags = await db.tag.findMany({ where: { teamId }, orderBy: { name: "asc" }, select: { name: true } });
  return tags.map(({ name }) => name);
}
