import { z } from "zod";
import { readableTeams } from "#core/permissions";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { ID_PLACE, page, pageOf, paging, placeIn } from "#server/routers/rest/paging";
import { type Route, selfRoute, teamRoute } from "#server/routers/rest/route";
import { teamRole } from "#server/routers/rest/routes/you";
import { At, at, Id, named } from "#server/routers/rest/shapes/values";

const Team = named(
  "Team",
  z.object({ id: Id, name: z.string(), words: z.enum(["phia", "icd203"]), members: z.number(), briefs: z.number() }),
);
const Member = named(
  "Member",
  z.object({ id: Id, name: z.string(), role: z.enum(["lead", "forecaster", "observer"]), own: z.boolean(), since: At }),
);

const SELECT = {
  id: true,
  name: true,
  wordScale: true,
  _count: { select: { members: { where: { leftAt: null } }, briefs: { where: { archivedAt: null } } } },
} as const;
const SCALE = { PHIA: "phia", ICD203: "icd203" } as const;

interface Stored {
  id: string;
  name: string;
  wordScale: keyof typeof SCALE;
  _count: { members: number; briefs: number };
}
const teamOf = ({ id, name, wordScale, _count }: Stored) => ({ id, name, words: SCALE[wordScale], ..._count });

export const teamRoutes: readonly Route[] = [
  selfRoute("GET /teams", {
    operationId: "listTeams",
    tag: "Teams",
    summary: "The teams that you may read",
    query: z.strictObject(paging),
    answer: pageOf(Team),
    async handle({ actor, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, ID_PLACE) ?? [];
      const teams = readableTeams(actor);
      const found = await db.team.findMany({
        where: { AND: [teams === "all" ? {} : { id: { in: [...teams] } }, after ? { id: { gt: after } } : {}] },
        orderBy: { id: "asc" },
        take: limit + 1,
        select: SELECT,
      });
      return page(found.map(teamOf), limit, ({ id }) => [id]);
    },
  }),
  teamRoute("team.read", "GET /teams/{teamId}", {
    operationId: "readTeam",
    tag: "Teams",
    summary: "A team",
    answer: Team,
    async handle({ on }) {
      const team = await db.team.findUnique({ where: { id: on.id }, select: SELECT });
      if (!team) throw notFound();
      return teamOf(team);
    },
  }),
  teamRoute("team.read", "GET /teams/{teamId}/members", {
    operationId: "listMembers",
    tag: "Teams",
    summary: "The people in a team",
    query: z.strictObject(paging),
    answer: pageOf(Member),
    async handle({ actor, on, query: { limit, cursor } }) {
      const [after] = placeIn(cursor, ID_PLACE) ?? [];
      const found = await db.member.findMany({
        where: { AND: [{ teamId: on.id, leftAt: null }, after ? { id: { gt: after } } : {}] },
        orderBy: { id: "asc" },
        take: limit + 1,
        select: { id: true, name: true, role: true, createdAt: true },
      });
      const own = new Set(actor.memberships.map(({ memberId }) => memberId));
      const members = found.map(({ id, name, role, createdAt }) => ({
        id,
        name,
        role: teamRole[role],
        own: own.has(id),
        since: at(createdAt),
      }));
      return page(members, limit, ({ id }) => [id]);
    },
  }),
];
