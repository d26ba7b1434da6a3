import { z } from "zod";
import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import type { SessionClaim } from "#server/identity/session-token";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";

export const sessionInput = z.object({ sessionId: z.uuid() });
export const sessionOfInput = sessionInput.extend({ userId: z.uuid() });

type Tx = Prisma.TransactionClient;

/** Ends one session of the actor's own, or, for who manages users (whom the caller has asked), of another person. */
export async function revokeSession(
  { actor }: { actor: Actor },
  { sessionId, userId = actor.userId }: { sessionId: string; userId?: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const session = await tx.session.findFirst({ where: { id: sessionId, userId }, select: { id: true } });
    if (!session) throw notFound();
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count) await auditRevoked(tx, actor, userId, sessionId);
  });
}

/** Ends every session of the actor but the one they ask from. */
export async function revokeOtherSessions({ actor, sessionId }: { actor: Actor; sessionId: string | null }) {
  if (!sessionId) throw new AppError("INVALID", "This was not asked from a session, so there are no others.");
  const { userId } = actor;
  await db.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { userId, revokedAt: null, id: { not: sessionId } },
      data: { revokedAt: new Date() },
    });
    if (count) await auditRevoked(tx, actor, userId, null);
  });
}

/** Ends the session of somebody who signs out. */
export async function signOut({ userId, sessionId }: SessionClaim): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, userId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count) await recordAudit(tx, { actorId: userId, action: "session.sign_out", subjectId: sessionId });
  });
}

async function auditRevoked(tx: Tx, actor: Actor, of: string, sessionId: string | null): Promise<void> {
  const detail = { of, session: sessionId ?? "all others" };
  await recordAudit(tx, { actorId: actor.userId, action: "session.revoke", subjectId: of, detail });
}
