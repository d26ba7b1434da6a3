import { z } from "zod";
import { SCOPES } from "#core/token-scopes";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { type Route, selfRoute } from "#server/routers/rest/route";
import { At, at, Id, named } from "#server/routers/rest/shapes/values";

const TEAM_ROLES = ["lead", "forecaster", "observer"] as const;
export const teamRole = { LEAD: "lead", FORECASTER: "forecaster", OBSERVER: "observer" } as const;
const orgRole = { ADMIN: "admin", LEADER: "leader", MEMBER: "member" } as const;

const Me = named(
  "Me",
  z.object({
    id: Id,
    name: z.string(),
    role: z.enum(["admin", "leader", "member"]),
    teams: z
      .array(z.object({ team: Id, member: Id, role: z.enum(TEAM_ROLES) }))
      .meta({ description: "As far as the token reaches." }),
    token: z.object({ id: Id, name: z.string(), scopes: z.array(z.enum(SCOPES)), team: Id.nullable(), expiresAt: At }),
  }),
);

export const youRoutes: readonly Route[] = [
  selfRoute("GET /me", {
    operationId: "readMe",
    tag: "You",
    summary: "Who the token acts for, and what it may",
    answer: Me,
    async handle({ actor: { userId, grant, memberships } }) {
      const token = await db.apiToken.findUnique({
        where: { id: grant.tokenId },
        select: { name: true, expiresAt: true, user: { select: { name: true, orgRole: true } } },
      });
      if (!token) throw notFound();
      return {
        id: userId,
        name: token.user.name,
        role: orgRole[token.user.orgRole],
        teams: memberships.map(({ teamId: team, memberId: member, role }) => ({ team, member, role: teamRole[role] })),
        token: {
          id: grant.tokenId,
          name: token.name,
          scopes: [...grant.scopes],
          team: grant.teamId,
          expiresAt: at(token.expiresAt),
        },
      };
    },
  }),
];
