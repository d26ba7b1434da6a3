import type { Actor } from "#core/permissions";
import type { Palette } from "#core/rationale-references";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

/**
 * What the author of a scenario's rationale may cite, name and show: people who are in the team now, questions that are
 * published, and the brief's latest version. Titles and words only; what a crowd holds comes with a chip and its reader.
 *
 * @throws NOT_FOUND for a scenario that the actor may not read
 */
export async function referencePalette(actor: Actor, scenarioId: string): Promise<Palette> {
  const scenario = await db.scenario.findFirst({
    where: { id: scenarioId, ...visibleTo(actor) },
    select: {
      teamId: true,
      briefId: true,
      brief: {
        select: {
          versions: {
            orderBy: { number: "desc" },
            take: 1,
            select: {
              id: true,
              title: true,
              passages: {
                where: { number: { not: null } },
                orderBy: { position: "asc" },
                select: { number: true, start: true, text: true },
              },
              sources: { orderBy: { number: "asc" }, select: { number: true, text: true } },
            },
          },
        },
      },
    },
  });
  if (!scenario) throw notFound();
  const { teamId, briefId } = scenario;
  const [members, questions] = await Promise.all([
    db.member.findMany({
      where: { teamId, leftAt: null, userId: { not: null } },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      select: { id: true, name: true },
    }),
    db.question.findMany({
      where: { teamId, state: { not: "DRAFT" }, scenario: { briefId, archivedAt: null } },
      orderBy: [{ scenario: { number: "asc" } }, { role: "asc" }, { id: "asc" }],
      select: {
        id: true,
        versions: { orderBy: { number: "desc" }, take: 1, select: { title: true } },
        scenario: { select: { number: true, statement: true } },
      },
    }),
  ]);
  const version = scenario.brief.versions[0];
  return {
    members,
    questions: questions.map(({ id, versions, scenario: { number, statement } }) => ({
      id,
      title: versions[0]?.title ?? statement,
      scenario: `${number}. ${statement}`,
    })),
    brief: version?.title ?? "",
    version: version?.id ?? "",
    passages: (version?.passages ?? []).flatMap(({ number, start, text }) =>
      number === null ? [] : [{ number, start, end: start + text.length, text }],
    ),
    notes: version?.sources ?? [],
  };
}
