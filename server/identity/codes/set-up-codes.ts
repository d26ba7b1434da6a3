import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { CodeProblem } from "#server/identity/codes/code-problem";
import { setUpWords, stepOf } from "#server/identity/codes/one-time-code";
import { type Picture, pictureOf } from "#server/identity/codes/picture";
import { newRecoveryCode, RECOVERY_CODES, recoveryHash } from "#server/identity/codes/recovery-code";
import { sealSecret } from "#server/identity/codes/seal-secret";
import { MAX_CODE, opened, spendCode, takeCode } from "#server/identity/codes/take-code";
import { noteRefusal } from "#server/identity/note-refusal";
import { forgetTries } from "#server/identity/rate-limits";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";

export const codeInput = z.object({ code: z.string().max(MAX_CODE, "A code is shorter than that.") });

type Ctx = { actor: Actor; address?: string | null };
type Tx = Prisma.TransactionClient;

/** RFC 4226 asks for 160 bits. */
const SECRET_BYTES = 20;

/** A new secret for the person's authenticator. It counts once they have shown a code of it; until then they can begin again. */
export async function beginCodes({ actor }: Ctx): Promise<{ picture: Picture; words: string; uri: string }> {
  const { userId } = actor;
  const secret = Uint8Array.from(randomBytes(SECRET_BYTES));
  const sealed = sealSecret(secret, userId);
  const { email } = await db.$transaction(async (tx) => {
    // A confirmation under way is waited for: what was confirmed is not begun anew.
    await lockPerson(tx, userId);
    const had = await tx.codeSecret.findUnique({ where: { userId }, select: { confirmedAt: true } });
    if (had?.confirmedAt)
      throw new AppError("CONFLICT", "You use one-time codes already. Turn them off to begin anew.");
    await tx.codeSecret.upsert({ where: { userId }, create: { userId, sealed }, update: { sealed } });
    await recordAudit(tx, { actorId: userId, action: "codes.begin", subjectId: userId });
    return tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  });
  const { uri, words } = setUpWords(secret, email);
  return { uri, words, picture: pictureOf(uri) };
}

/** Turns codes on by the first right one. @returns the recovery codes, which are shown this once */
export async function confirmCodes(
  { actor, address = null }: Ctx,
  { code }: z.infer<typeof codeInput>,
): Promise<{ codes: string[] }> {
  const { userId } = actor;
  const typed = (await spendCode(userId, code, address)).replaceAll(/\s/g, "");
  const codes = await noting({ userId, address }, async (tx) => {
    await lockPerson(tx, userId);
    const row = await tx.codeSecret.findUnique({ where: { userId }, select: { sealed: true, confirmedAt: true } });
    if (!row || row.confirmedAt)
      throw new AppError("CONFLICT", "Begin again: there is no secret that waits for a code.");
    const secret = opened(row.sealed, userId);
    const step = secret && stepOf(secret, typed, Date.now());
    if (!step) throw new CodeProblem("code-wrong", "wrong code");
    await tx.codeSecret.update({ where: { userId }, data: { confirmedAt: new Date(), lastStep: step } });
    await recordAudit(tx, { actorId: userId, action: "codes.set_up", subjectId: userId });
    return newRecoveryCodes(tx, userId);
  });
  await forgetTries("code.account", userId);
  return { codes };
}

/** Ten new recovery codes instead of what is left, for who has shown a code. */
export async function renewRecoveryCodes(
  { actor, address = null }: Ctx,
  { code }: z.infer<typeof codeInput>,
): Promise<{ codes: string[] }> {
  const { userId } = actor;
  const typed = await spendCode(userId, code, address);
  const codes = await noting({ userId, address }, async (tx) => {
    await takeCode(tx, userId, typed);
    await recordAudit(tx, { actorId: userId, action: "codes.renew_recovery", subjectId: userId });
    return newRecoveryCodes(tx, userId);
  });
  await forgetTries("code.account", userId);
  return { codes };
}

/** Turns one's codes off, for who has shown one and need not use them. */
export async function turnOffCodes({ actor, address = null }: Ctx, { code }: z.infer<typeof codeInput>): Promise<void> {
  const { userId } = actor;
  const typed = await spendCode(userId, code, address);
  await noting({ userId, address }, async (tx) => {
    const { adminsUseCodes } = await tx.organisation.findUniqueOrThrow({ where: { id: 1 } });
    if (adminsUseCodes && actor.orgRole === "ADMIN")
      throw new AppError("CONFLICT", "Administrators use one-time codes here, so yours stay on.");
    await takeCode(tx, userId, typed);
    await forgetSecret(tx, userId);
    await recordAudit(tx, { actorId: userId, action: "codes.turn_off", subjectId: userId });
  });
  await forgetTries("code.account", userId);
}

/** Does something that takes a code, and writes down a wrong one: somebody may be guessing in a session that is not theirs. */
async function noting<T>(
  { userId, address }: { userId: string; address: string | null },
  act: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.$transaction(act).catch(async (error) => {
    if (error instanceof CodeProblem)
      await noteRefusal({ door: "account page", because: error.because, userId, address });
    throw error;
  });
}

/** For a person who has lost both phone and recovery codes: an administrator, who knows them, takes the second step away. */
export async function resetCodes({ actor }: Ctx, { userId }: { userId: string }): Promise<void> {
  await db.$transaction(async (tx) => {
    if (!(await tx.user.findUnique({ where: { id: userId }, select: { id: true } }))) throw notFound();
    const { count } = await forgetSecret(tx, userId);
    if (count === 0) throw new AppError("CONFLICT", "This person uses no one-time codes.");
    await recordAudit(tx, { actorId: actor.userId, action: "codes.reset", subjectId: userId });
  });
  await forgetTries("code.account", userId);
}

/** Who sets up codes twice at once does one after the other. */
const lockPerson = (tx: Tx, userId: string) =>
  tx.$queryRaw`SELECT FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;

async function forgetSecret(tx: Tx, userId: string): Promise<{ count: number }> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  return tx.codeSecret.deleteMany({ where: { userId } });
}

async function newRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, codeHash: recoveryHash(code) })) });
  return codes;
}
