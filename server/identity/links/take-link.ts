import type { AccessLinkKind, Prisma } from "#prisma/client/client";
import { ClosedLink, linkState } from "#server/identity/links/link-state";
import { hashOf } from "#server/identity/links/token";

/** What a link opens. */
const LINK = {
  id: true,
  userId: true,
  email: true,
  teamId: true,
  teamRole: true,
  orgRole: true,
  createdById: true,
} as const satisfies Prisma.AccessLinkSelect;

/**
 * Refuses a link that does not open before anything costly is done for it. Only taking it decides.
 *
 * @throws {AppError} CONFLICT that says why
 */
export async function refuseClosedLink(
  tx: Prisma.TransactionClient,
  kind: AccessLinkKind,
  token: string,
  now = new Date(),
): Promise<void> {
  const link = await tx.accessLink.findFirst({
    where: { tokenHash: hashOf(token), kind },
    select: { usedAt: true, revokedAt: true, expiresAt: true, userId: true },
  });
  const state = link ? linkState(link, now) : "unknown";
  if (state !== "open") throw new ClosedLink(state, { userId: link?.userId ?? null, because: `${state} link` });
}

/**
 * Takes a link, inside the transaction of what it opens: of any number who try at once, one gets it, and when that
 * transaction fails it is as good as before.
 *
 * @throws {AppError} CONFLICT that says why it does not open
 */
export async function takeLink(tx: Prisma.TransactionClient, kind: AccessLinkKind, token: string) {
  const tokenHash = hashOf(token);
  const now = new Date();
  const { count } = await tx.accessLink.updateMany({
    where: { tokenHash, kind, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  if (count === 1) return tx.accessLink.findUniqueOrThrow({ where: { tokenHash }, select: LINK });
  await refuseClosedLink(tx, kind, token, now);
  throw new ClosedLink("used");
}

/** Notes who went through. */
export async function nameTaker(tx: Prisma.TransactionClient, linkId: string, usedById: string): Promise<void> {
  await tx.accessLink.update({ where: { id: linkId }, data: { usedById }, select: { id: true } });
}
