import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { rightsOf } from "#server/identity/actor";
import { closeLinksOf } from "#server/identity/links/close-links";
import { makeSignInLink } from "#server/identity/links/sign-in-link";
import { refuseClosedLink, takeLink } from "#server/identity/links/take-link";
import { newToken } from "#server/identity/links/token";
import { Email } from "#server/identity/new-account";
import { hashPassword, NewPassword } from "#server/identity/password";
import { forgetTries, spendTry } from "#server/identity/rate-limits";
import { revokeTokensOf } from "#server/identity/tokens/revoke-token";
import { db } from "#server/platform/db";
import { env } from "#server/platform/env";
import { AppError, notFound } from "#server/platform/errors";
import { log } from "#server/platform/log";
import { sendMail, sendsMail } from "#server/platform/mailer";

const MAILED_MS = 60 * 60 * 1000;
const HANDED_OVER_MS = 24 * 60 * 60 * 1000;

export const resetRequestInput = z.object({ email: Email });
export const newPasswordInput = z.object({ token: z.string().max(100), password: NewPassword });

/**
 * Mails a reset link to an address that has an account. It answers before it looks, so neither the answer nor its delay
 * tells whether there is one.
 *
 * @throws {AppError} UNAVAILABLE where the server sends no mail, TOO_MANY after too many requests
 */
export async function requestReset({ email, address }: { email: string; address: string }): Promise<void> {
  if (!sendsMail())
    throw new AppError("UNAVAILABLE", "This server sends no e-mail. Ask an administrator for a reset link.");
  await spendTry("reset.address", address);
  await spendTry("reset.account", email, address);
  mailReset(email).catch((error) => log.error({ error }, "a reset link could not be mailed"));
}

async function mailReset(email: string): Promise<void> {
  const user = await db.user.findFirst({ where: { email, disabledAt: null }, select: { id: true, name: true } });
  if (!user) return;
  const link = await db.$transaction((tx) => makeLink(tx, { userId: user.id, actorId: null, validMs: MAILED_MS }));
  await sendMail({
    to: email,
    subject: "Set a new password",
    text: `Hello ${user.name},\n\nsomebody, we hope you, asked to set a new password. This link does it, once and within an hour:\n\n${link}\n\nIf it was not you, do nothing: your password stays as it is.\n`,
  });
}

/** A reset link for an administrator to hand over; earlier ones of the person stop working. */
export async function makeResetLink(
  { actor }: { actor: Actor },
  { userId }: { userId: string },
): Promise<{ link: string }> {
  return db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { id: userId }, select: { disabledAt: true } });
    if (!user) throw notFound();
    if (user.disabledAt) throw new AppError("CONFLICT", "This account is disabled. Enable it first.");
    return { link: await makeLink(tx, { userId, actorId: actor.userId, validMs: HANDED_OVER_MS }) };
  });
}

async function makeLink(
  tx: Prisma.TransactionClient,
  { userId, actorId, validMs }: { userId: string; actorId: string | null; validMs: number },
): Promise<string> {
  const { token, tokenHash } = newToken();
  const open = { kind: "PASSWORD_RESET", userId, usedAt: null, revokedAt: null } as const;
  await tx.accessLink.updateMany({ where: open, data: { revokedAt: new Date() } });
  const { id } = await tx.accessLink.create({
    data: {
      kind: "PASSWORD_RESET",
      tokenHash,
      userId,
      createdById: actorId,
      expiresAt: new Date(Date.now() + validMs),
    },
    select: { id: true },
  });
  await recordAudit(tx, { actorId, action: "link.reset", subjectId: userId, detail: { link: id } });
  return `${env().appUrl}/reset-password/${token}`;
}

/**
 * Sets a new password by a reset link, and ends every session and token of the person.
 *
 * @returns what the browser goes in with: the password itself may have to wait, where somebody keeps guessing at it
 */
export async function resetPassword({
  token,
  password,
}: z.infer<typeof newPasswordInput>): Promise<{ ticket: string }> {
  await refuseClosedLink(db, "PASSWORD_RESET", token);
  const passwordHash = await hashPassword(password);
  const { email, ticket } = await db.$transaction(async (tx) => {
    const link = await takeLink(tx, "PASSWORD_RESET", token);
    await refuseGoneMaker(tx, link.createdById);
    const user =
      link.userId && (await tx.user.findFirst({ where: { id: link.userId, disabledAt: null }, select: { id: true } }));
    if (!user) throw new AppError("CONFLICT", "This account is disabled. Ask an administrator.");
    const changed = await tx.user.update({
      where: { id: user.id },
      data: { passwordHash, tokenVersion: { increment: 1 } },
      select: { email: true },
    });
    await tx.accessLink.update({ where: { id: link.id }, data: { usedById: user.id }, select: { id: true } });
    await recordAudit(tx, { actorId: user.id, action: "user.reset_password", subjectId: user.id });
    await revokeTokensOf(tx, { userId: user.id, actorId: user.id });
    await closeLinksOf(tx, user.id);
    return { email: changed.email, ticket: await makeSignInLink(tx, user.id) };
  });
  await forgetTries("sign-in.account", email);
  return { ticket };
}

/** A link that an administrator handed over lends their right, and loses it with them; a mailed one has no maker. */
async function refuseGoneMaker(tx: Prisma.TransactionClient, createdById: string | null): Promise<void> {
  if (createdById === null || can(await rightsOf(tx, createdById), "user.manage")) return;
  throw new AppError("CONFLICT", "Whoever made this link may no longer do that. Ask an administrator for another.");
}
