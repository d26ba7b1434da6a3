import { type OutcomeKind, saysWhatHappened } from "#core/outcome";
import { type Actor, can } from "#core/permissions";
import type { QuestionState } from "#core/resolution";
import { questionState } from "#core/resolution";
import { SPEC_COLUMNS } from "#server/forecasts/read-specs";
import { ANSWER_COLUMNS, said } from "#server/forecasts/said";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface TagRow {
  id: string;
  name: string;
  /** Those the reader may open, newest first: drafts only for who may write them. */
  questions: {
    id: string;
    title: string;
    state: QuestionState;
    verdict: { outcome: OutcomeKind; said: string | null } | null;
  }[];
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
              type: true,
              versions: {
                orderBy: { number: "desc" },
                take: 1,
                select: { title: true, closesAt: true, ...SPEC_COLUMNS },
              },
              resolutions: { orderBy: { version: "desc" }, take: 1, select: ANSWER_COLUMNS },
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
      const [verdict] = resolutions;
      return [
        {
          id: question.id,
          title: version.title,
          state: questionState(question.state, { closesAt: version.closesAt.getTime() }, now),
          verdict:
            saysWhatHappened(verdict?.outcome ?? null) && verdict?.outcome
              ? { outcome: verdict.outcome, said: said(verdict, question.type, version) }
              : null,
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
