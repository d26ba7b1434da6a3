import { z } from "zod";
import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { closeLinksOf } from "#server/identity/links/close-links";
import { makeSignInLink } from "#server/identity/links/sign-in-link";
import { PersonName } from "#server/identity/new-account";
import { noteRefusal } from "#server/identity/note-refusal";
import { hashPassword, NewPassword, verifyPassword } from "#server/identity/password";
import { forgetTries, spendTry } from "#server/identity/rate-limits";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

const Zone = z.string().refine(isZone, "This time zone is not known.");

export const accountInput = z.object({ name: PersonName, timeZone: Zone.nullable() });
export const passwordChangeInput = z.object({ current: z.string().max(200), password: NewPassword });

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

type Ctx = { actor: Actor; address?: string | null };

/** What a person may see of their own account. */
export async function ownAccount(actor: Actor) {
  return db.user.findUniqueOrThrow({
    where: { id: actor.userId },
    select: {
      name: true,
      email: true,
      timeZone: true,
      erasureAskedAt: true,
      members: {
        where: { leftAt: null },
        select: { id: true, role: true, team: { select: { id: true, name: true } } },
        orderBy: { team: { name: "asc" } },
      },
    },
  });
}

/** The zone a person chose for their times; null leaves it to their browser. */
export async function accountZone(actor: Actor): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: actor.userId }, select: { timeZone: true } });
  return user?.timeZone ?? null;
}

/** Changes what a person is called, here and in their teams, and the zone of their times (null: the browser's). */
export async function updateAccount({ actor }: Ctx, { name, timeZone }: z.infer<typeof accountInput>): Promise<void> {
  const { userId } = actor;
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { name, timeZone }, select: { id: true } });
    await tx.member.updateMany({ where: { userId }, data: { name } });
    await recordAudit(tx, { actorId: userId, action: "user.update", subjectId: userId });
  });
}

/**
 * Sets another password for who knows the present one, and ends every session: whoever else had one is out.
 *
 * @returns what this browser signs in with again
 */
export async function changePassword(
  { actor, address = null }: Ctx,
  { current, password }: z.infer<typeof passwordChangeInput>,
): Promise<{ ticket: string }> {
  const { userId } = actor;
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true } });
  await spendTry("password.person", userId, address);
  if (!(await verifyPassword(current, user.passwordHash))) {
    await noteRefusal({ door: "account page", because: "wrong password", userId, address });
    throw new AppError("INVALID", "This is not your present password.", "current");
  }
  await forgetTries("password.person", userId);
  const passwordHash = await hashPassword(password);
  const ticket = await db.$transaction(async (tx) => {
    await tx.user.update({
      where: { id: userId },
      data: { passwordHash, tokenVersion: { increment: 1 } },
      select: { id: true },
    });
    await closeLinksOf(tx, userId);
    await recordAudit(tx, { actorId: userId, action: "user.change_password", subjectId: userId });
    return makeSignInLink(tx, userId);
  });
  return { ticket };
}

/** Ends every session of a person, this one too: what was signed in under the former version is over. */
export async function signOutEverywhere({ actor }: Ctx): Promise<void> {
  const { userId } = actor;
  await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { tokenVersion: { increment: 1 } }, select: { id: true } });
    await closeLinksOf(tx, userId);
    await recordAudit(tx, { actorId: userId, action: "user.sign_out_everywhere", subjectId: userId });
  });
}
