import { type Actor, can, readableTeams } from "#core/permissions";
import type { Scope } from "#core/token-scopes";
import type { Prisma } from "#prisma/client/client";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface TokenRow {
  id: string;
  name: string;
  /** Whose. */
  by: string;
  scopes: Scope[];
  /** The one team it is good for; null: every team of its maker. */
  team: string | null;
  state: "good" | "revoked" | "expired";
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
}

/** More than anybody reads. */
const SHOWN = 200;

/** One's own tokens, newest first. */
export const ownTokens = (actor: Actor) => list({ userId: actor.userId });

/** Everybody's. */
export async function allTokens(actor: Actor): Promise<TokenRow[]> {
  if (!can(actor, "token.manage")) throw notFound();
  return list({});
}

/** Those of a team's people that reach the team. */
export async function teamTokens(actor: Actor, teamId: string): Promise<TokenRow[]> {
  if (!can(actor, "member.tokens", { teamId })) throw notFound();
  return list(reachingTeam(teamId));
}

/** The teams to one of which a person may hold a token of theirs. */
export async function tokenTeams(actor: Actor): Promise<{ id: string; name: string }[]> {
  const teams = readableTeams(actor);
  return db.team.findMany({
    where: teams === "all" ? {} : { id: { in: [...teams] } },
    select: { id: true, name: true },
    orderBy: { name: "asc" },
  });
}

/** Made by somebody who is in the team, and not held to another one. */
export const reachingTeam = (teamId: string): Prisma.ApiTokenWhereInput => ({
  OR: [{ teamId }, { teamId: null }],
  user: { members: { some: { teamId, leftAt: null } } },
});

async function list(where: Prisma.ApiTokenWhereInput): Promise<TokenRow[]> {
  const tokens = await db.apiToken.findMany({
    where,
    select: {
      id: true,
      name: true,
      scopes: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      revokedAt: true,
      user: { select: { name: true } },
      team: { select: { name: true } },
    },
    // What still works first.
    orderBy: [{ revokedAt: { sort: "asc", nulls: "first" } }, { createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
  });
  const now = Date.now();
  return tokens.map(({ user, team, scopes, revokedAt, ...token }) => ({
    ...token,
    by: user.name,
    team: team?.name ?? null,
    scopes: scopes.map((scope) => SCOPE[scope]),
    state: revokedAt ? "revoked" : token.expiresAt.getTime() <= now ? "expired" : "good",
  }));
}

export const SCOPE = {
  READ: "read",
  FORECAST: "forecast",
  WRITE: "write",
  RESOLVE: "resolve",
  IMPORT: "import",
} as const;
