import { z } from "zod";
import { SCOPES } from "#core/token-scopes";
import { noticeGroups } from "#server/notifications/notice-queries";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { type Route, selfRoute } from "#server/routers/rest/route";
import { At, at, atOrNull, Id, named } from "#server/routers/rest/shapes/values";

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

const NOTICES = ["resolved", "corrected", "proposal", "closing", "stale", "amended", "mention", "reply"] as const;
const ROUND_NOTICES = ["round_opened", "round_ending", "round_ended"] as const;
const Notice = named(
  "Notice",
  z.object({
    id: Id,
    at: At,
    unread: z.boolean(),
    kind: z.enum([...NOTICES, ...ROUND_NOTICES]),
    team: Id,
    question: Id.nullable(),
    scenario: Id,
    title: z.string(),
    by: z.string().nullable().meta({ description: "Who proposed, mentioned you or replied." }),
    until: At.nullable().meta({ description: "When what it is about closes or ends." }),
  }),
);

const KIND = {
  RESOLVED: "resolved",
  CORRECTED: "corrected",
  PROPOSAL: "proposal",
  CLOSING: "closing",
  STALE: "stale",
  AMENDED: "amended",
  MENTION: "mention",
  REPLY: "reply",
  ROUND_OPENED: "round_opened",
  ROUND_ENDING: "round_ending",
  ROUND_ENDED: "round_ended",
} as const;

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
  selfRoute("GET /notices", {
    operationId: "listNotices",
    tag: "You",
    summary: "What you are told, newest first",
    answer: z.object({ items: z.array(Notice) }),
    async handle({ actor }) {
      const groups = await noticeGroups(actor);
      const items = groups.flatMap(({ notices, teamId: team, questionId: question, scenario, title }) =>
        notices.map(({ id, at: told, unread, content }) => ({
          id,
          at: at(told),
          unread,
          kind: KIND[content.kind],
          team,
          question,
          scenario: scenario.id,
          title,
          by: "by" in content ? content.by : null,
          until: atOrNull("closesAt" in content ? content.closesAt : "endsAt" in content ? content.endsAt : null),
        })),
      );
      return { items: items.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)) };
    },
  }),
];
