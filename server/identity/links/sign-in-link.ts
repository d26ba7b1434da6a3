import { z } from "zod";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { usesCodes } from "#server/identity/codes/take-code";
import { finishSignIn } from "#server/identity/finish-sign-in";
import { isLeftOver } from "#server/identity/left-overs";
import { ClosedLink } from "#server/identity/links/link-state";
import { nameTaker, refuseClosedLink, takeLink } from "#server/identity/links/take-link";
import { hashOf, newToken } from "#server/identity/links/token";
import { Email } from "#server/identity/new-account";
import { safeNext } from "#server/identity/next-url";
import { noteRefusal } from "#server/identity/note-refusal";
import { giveTryBack, spendTry } from "#server/identity/rate-limits";
import type { SessionClaim } from "#server/identity/session-token";
import type { Visit } from "#server/identity/sessions/open-session";
import { networkOf } from "#server/platform/client-address";
import { db } from "#server/platform/db";
import { env } from "#server/platform/env";
import { AppError } from "#server/platform/errors";
import { log } from "#server/platform/log";
import { sendMail, sendsMail } from "#server/platform/mailer";

export const signInLinkInput = z.object({ email: Email, next: z.string().max(2000).optional() });

const MINUTES = 15;
const VALID_MS = MINUTES * 60 * 1000;

/**
 * Mails a sign-in link to an address that has an account. It answers before it looks, so neither the answer nor its delay
 * tells whether there is one.
 *
 * Letters that others ask for are limited apart from one's own, and a new one leaves the earlier ones open: who keeps
 * somebody from their password by guessing cannot keep them from their letters.
 *
 * @throws {AppError} UNAVAILABLE where the server sends no mail, TOO_MANY after too many requests
 */
export async function requestSignInLink(
  { email, next }: z.infer<typeof signInLinkInput>,
  address: string,
): Promise<void> {
  if (!sendsMail()) throw new AppError("UNAVAILABLE", "This server sends no e-mail. Sign in with your password.");
  await spendTry("letter.address", address);
  await spendTry("letter.from", `${email} ${networkOf(address)}`, address);
  await spendTry("letter.account", email, address);
  mailLink(email, safeNext(next)).catch((error) => log.error({ error }, "a sign-in link could not be mailed"));
}

async function mailLink(email: string, next: string): Promise<void> {
  const user = await db.user.findFirst({ where: { email, disabledAt: null }, select: { id: true, name: true } });
  if (!user) return;
  const token = await db.$transaction((tx) => makeSignInLink(tx, user.id));
  const query = next === "/" ? "" : `?next=${encodeURIComponent(next)}`;
  await sendMail({
    to: email,
    subject: "Sign in to Bellwether",
    text: `Hello ${user.name},\n\nthis link signs you in, once and within ${MINUTES} minutes. It opens a page with a button; press it there.\n\n${env().appUrl}/sign-in/link/${token}${query}\n\nIf you did not ask for it, do nothing: nobody gets in without it.\n`,
  });
}

/** A link that signs a person in: mailed to them, or handed to a browser that has just set their password. */
export async function makeSignInLink(tx: Prisma.TransactionClient, userId: string): Promise<string> {
  const { token, tokenHash } = newToken();
  const { id } = await tx.accessLink.create({
    data: { kind: "SIGN_IN", tokenHash, userId, expiresAt: new Date(Date.now() + VALID_MS) },
    select: { id: true },
  });
  await recordAudit(tx, { actorId: null, action: "link.sign_in", subjectId: userId, detail: { link: id } });
  return token;
}

/** Whether who opens this link is asked for a code besides. */
export async function linkAsksForCode(token: string): Promise<boolean> {
  const link = await db.accessLink.findFirst({
    where: { tokenHash: hashOf(token), kind: "SIGN_IN" },
    select: { userId: true },
  });
  return link?.userId ? usesCodes(link.userId) : false;
}

/**
 * Signs in by a link.
 *
 * @throws {CodeProblem} where a code is missing or wrong; the link stays open
 * @throws {AppError} CONFLICT where the link does not open, TOO_MANY after too many tries
 */
export async function signInByLink(given: { token: string; code?: string }, visit: Visit): Promise<SessionClaim> {
  const { address } = visit;
  await spendTry("link.address", address);
  const claim = await throughLink(given, visit).catch(async (error) => {
    if (error instanceof ClosedLink) await noteRefusal({ door: "e-mail link", ...error.noted, address });
    throw error;
  });
  await giveTryBack("link.address", address);
  return claim;
}

async function throughLink({ token, code }: { token: string; code?: string }, visit: Visit): Promise<SessionClaim> {
  await refuseClosedLink(db, "SIGN_IN", token);
  const { user } = await db.accessLink.findUniqueOrThrow({
    where: { tokenHash: hashOf(token) },
    select: { user: { select: { id: true, email: true, tokenVersion: true, disabledAt: true } } },
  });
  if (!user) throw new ClosedLink("revoked");
  if (user.disabledAt || isLeftOver(user.email))
    throw new ClosedLink("revoked", { userId: user.id, because: "disabled account" });
  return finishSignIn({ user, way: "LINK", code: code ?? null, visit }, async (tx) => {
    const { id } = await takeLink(tx, "SIGN_IN", token);
    await nameTaker(tx, id, user.id);
  });
}
