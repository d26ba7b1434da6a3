import type { Actor } from "#core/permissions";
import { can } from "#core/permissions";
import type { SignInWay } from "#prisma/client/client";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface SessionRow {
  id: string;
  browser: string;
  network: string;
  way: SignInWay;
  createdAt: Date;
  lastSeenAt: Date;
}

/** The sessions of a person that hold, the one last used first, at most 100. */
export async function sessionsOf(actor: Actor, userId: string): Promise<SessionRow[]> {
  if (userId !== actor.userId && !can(actor, "user.manage")) throw notFound();
  const user = await db.user.findUnique({
    where: { id: userId },
    select: {
      tokenVersion: true,
      disabledAt: true,
      sessions: {
        where: {
          revokedAt: null,
          expiresAt: { gt: new Date() },
          OR: [{ vouchedUntil: null }, { vouchedUntil: { gt: new Date() } }],
        },
        select: {
          id: true,
          browser: true,
          network: true,
          way: true,
          createdAt: true,
          lastSeenAt: true,
          tokenVersion: true,
        },
        orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
        take: 100,
      },
    },
  });
  if (!user) throw notFound();
  if (user.disabledAt) return [];
  return user.sessions.flatMap(({ tokenVersion, ...session }) => (tokenVersion === user.tokenVersion ? session : []));
}
