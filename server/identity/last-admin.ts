import type { OrgRole } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { AppError, notFound } from "#server/platform/errors";

type Tx = Prisma.TransactionClient;

/** A person whose right or account is about to change, and whose row is held until that has happened. */
export interface LockedUser {
  id: string;
  orgRole: OrgRole;
  disabledAt: Date | null;
  erasedAt: Date | null;
}

/**
 * Takes a person's row, and every administrator's besides: two who demote, disable or erase each other at once come one
 * after the other, and the second finds that no other is left.
 *
 * @throws {AppError} NOT_FOUND where there is nobody of this id, or nobody any more
 */
export async function lockUser(tx: Tx, userId: string): Promise<LockedUser> {
  const rows = await tx.$queryRaw<LockedUser[]>`
    SELECT "id", "orgRole"::text AS "orgRole", "disabledAt", "erasedAt" FROM "User"
    WHERE "id" = ${userId}::uuid OR "orgRole" = 'ADMIN' ORDER BY "id" FOR NO KEY UPDATE`;
  const user = rows.find(({ id }) => id === userId);
  if (!user || user.erasedAt) throw notFound();
  return user;
}

/**
 * The one check that an administrator is left, for every way of losing one: another role (also by single sign-on's groups),
 * a disabled or an erased account. The person must be held by `lockUser` in the same transaction.
 *
 * @throws {AppError} CONFLICT
 */
export async function refuseLastAdmin(tx: Tx, user: LockedUser): Promise<void> {
  if (user.orgRole !== "ADMIN" || user.disabledAt) return;
  const others = await tx.user.count({ where: { orgRole: "ADMIN", disabledAt: null, id: { not: user.id } } });
  if (others > 0) return;
  throw new AppError("CONFLICT", "This is the last administrator. Make somebody else an administrator first.");
}
