import { type Actor, can, forecastingMembership } from "#core/permissions";
import { questionState } from "#core/resolution";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";

/** A brief as the list shows it: what it is and how far its scenarios have come. */
export interface BriefRow {
  id: string;
  title: string;
  author: string | null;
  publisher: string | null;
  savedAt: Date;
  scenarios: number;
  /** Scenarios with a headline question, drafts aside. */
  questions: number;
  open: number;
  resolved: number;
  /** Of the published questions, those the reader has ever forecast. Null for who does not forecast here. */
  byReader: number | null;
}

/** The briefs of a team, the newest first, with what the reader may do there. */
export async function listBriefs(actor: Actor, teamId: string): Promise<{ briefs: BriefRow[]; canWrite: boolean }> {
  const membership = forecastingMembership(actor, teamId);
  const briefs = await db.brief.findMany({
    where: { AND: [visibleTo(actor), { teamId, archivedAt: null }] },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      versions: {
        orderBy: { number: "desc" },
        take: 1,
        select: { title: true, author: true, publisher: true, createdAt: true },
      },
      scenarios: {
        where: { archivedAt: null },
        select: {
          questions: {
            where: { role: "HEADLINE", state: { notIn: ["VOID", "DRAFT"] } },
            select: {
              state: true,
              versions: { orderBy: { number: "desc" }, take: 1, select: { closesAt: true } },
              heads: { where: { memberId: membership?.memberId ?? NOBODY }, select: { memberId: true } },
            },
          },
        },
      },
    },
  });
  const now = Date.now();
  return {
    canWrite: can(actor, "brief.write", { teamId }),
    briefs: briefs.flatMap(({ id, versions, scenarios }) => {
      const [version] = versions;
      if (!version) return [];
      const { createdAt, ...named } = version;
      const questions = scenarios.flatMap((scenario) => scenario.questions);
      const states = questions.map(({ state, versions: [latest] }) =>
        questionState(state, { closesAt: latest?.closesAt.getTime() ?? now }, now),
      );
      return [
        {
          id,
          ...named,
          savedAt: createdAt,
          scenarios: scenarios.length,
          questions: questions.length,
          open: states.filter((state) => state === "OPEN").length,
          resolved: states.filter((state) => state === "RESOLVED" || state === "AMBIGUOUS").length,
          byReader: membership ? questions.filter(({ heads }) => heads.length > 0).length : null,
        },
      ];
    }),
  };
}

/** The teams for which an actor may save briefs, of those given. */
export function writableTeams<T extends { id: string }>(actor: Actor, teams: readonly T[]): T[] {
  return teams.filter(({ id }) => can(actor, "brief.write", { teamId: id }));
}

/** An id that no member has. */
const NOBODY = "00000000-0000-0000-0000-000000000000";
