import type { Prisma, SignInWay } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import type { IssuerIntent } from "#server/identity/oidc/issuer-intent";
import type { SessionClaim } from "#server/identity/session-token";
import { browserWords } from "#server/identity/sessions/browser-words";
import { networkOf } from "#server/platform/client-address";

/** From where somebody signs in, as far as it can be known. */
export interface Visit {
  /** As TRUSTED_PROXIES allows to know it. */
  address: string;
  userAgent: string | null;
  /** The session that this browser had so far: it ends with the new one. */
  former: SessionClaim | null;
  /** Why this browser went to an issuer, where it did so with a session. */
  intent?: IssuerIntent | null;
}

interface Opening {
  user: { id: string; tokenVersion: number };
  way: SignInWay;
  visit: Visit;
  /** With single sign-on: how the issuer calls its session, and for how many hours its word is good. */
  vouched?: { sid: string | null; hours: number };
}

const HOUR_MS = 60 * 60 * 1000;
const IDLE_MS = 12 * HOUR_MS;

/**
 * Opens a session for somebody who has just shown who they are. It always has an id of its own: whatever the browser
 * carried before is worth nothing more.
 */
export async function openSession(
  tx: Prisma.TransactionClient,
  { user, way, visit, vouched }: Opening,
): Promise<SessionClaim> {
  const { id: userId, tokenVersion } = user;
  const { former } = visit;
  if (former)
    await tx.session.updateMany({
      where: { id: former.sessionId, userId: former.userId, revokedAt: null },
      data: { revokedAt: new Date() },
    });
  const { id: sessionId } = await tx.session.create({
    data: {
      userId,
      tokenVersion,
      way,
      browser: browserWords(visit.userAgent),
      network: networkOf(visit.address),
      expiresAt: new Date(Date.now() + IDLE_MS),
      issuerSid: vouched?.sid ?? null,
      vouchedUntil: vouched ? new Date(Date.now() + vouched.hours * HOUR_MS) : null,
    },
    select: { id: true },
  });
  await recordAudit(tx, {
    actorId: userId,
    action: "session.sign_in",
    subjectId: sessionId,
    detail: { way },
    address: visit.address,
  });
  return { userId, tokenVersion, sessionId };
}
