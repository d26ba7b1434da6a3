import { createHash } from "node:crypto";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { HEARD_MS, type Logout, notHeard } from "#server/identity/oidc/logout-token";
import { db } from "#server/platform/db";

type Tx = Prisma.TransactionClient;

/**
 * Ends what an issuer says has ended: with the name of its session, the sessions that were opened by that one; with its
 * person alone, every session that the person has, however it was opened. They are out of every channel within seconds,
 * as with any revoked session. A message that was heard is not heard again, or a copy of it could end later sessions.
 *
 * @returns how many sessions it ended; whom the issuer speaks of may be unknown here
 * @throws {AppError} INVALID for one that was heard before
 */
export async function endByIssuer({ issuer, subject, sid, jti }: Logout, address: string): Promise<number> {
  return db.$transaction(async (tx) => {
    await hear(tx, issuer, jti);
    const identity = subject === null ? null : await identityOf(tx, issuer, subject);
    if (subject !== null && identity === null) return 0;
    const open = { revokedAt: null, ...(identity ? { userId: identity } : {}), ...(sid ? { issuerSid: sid } : {}) };
    const ended = await tx.session.updateManyAndReturn({
      where: open,
      data: { revokedAt: new Date() },
      select: { userId: true },
    });
    for (const userId of new Set(ended.map((session) => session.userId)))
      await recordAudit(tx, {
        actorId: null,
        action: "session.end_by_issuer",
        subjectId: userId,
        detail: { sessions: ended.filter((session) => session.userId === userId).length, of: sid ? "one" : "all" },
        address,
      });
    return ended.length;
  });
}

async function hear(tx: Tx, issuer: string, jti: string): Promise<void> {
  const id = Uint8Array.from(createHash("sha256").update(`${issuer}\n${jti}`).digest());
  const expiresAt = new Date(Date.now() + 2 * HEARD_MS);
  const { count } = await tx.issuerMessage.createMany({ data: [{ id, expiresAt }], skipDuplicates: true });
  if (count === 0) throw notHeard();
}

async function identityOf(tx: Tx, issuer: string, subject: string): Promise<string | null> {
  const where = { issuer_subject: { issuer, subject } };
  return (await tx.externalIdentity.findUnique({ where, select: { userId: true } }))?.userId ?? null;
}
