import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { CodeProblem, type WrongCode } from "#server/identity/codes/code-problem";
import { stepOf } from "#server/identity/codes/one-time-code";
import { recoveryHash } from "#server/identity/codes/recovery-code";
import { openSecret } from "#server/identity/codes/seal-secret";
import { spendTry } from "#server/identity/rate-limits";
import { db } from "#server/platform/db";
import { log } from "#server/platform/log";

type Tx = Prisma.TransactionClient;

export const MAX_CODE = 40;
const SIX_DIGITS = /^\d{6}$/;
const digitsOf = (typed: string) => typed.replaceAll(/\s/g, "");

/** Whether a person is asked for a code. */
export async function usesCodes(userId: string): Promise<boolean> {
  const where = { userId, confirmedAt: { not: null } };
  return (await db.codeSecret.findFirst({ where, select: { userId: true } })) !== null;
}

/**
 * Asks for a code before anything is looked up for it, and spends a try where it has six digits: those are guessed soon enough
 * otherwise. The eighty bits of a recovery code are not, so it still lets its owner in while somebody guesses.
 *
 * @throws {CodeProblem} where there is none
 * @throws {AppError} TOO_MANY
 */
export async function spendCode(userId: string, code: string | null, address: string | null = null): Promise<string> {
  const typed = code?.trim();
  if (!typed) throw new CodeProblem("code-needed");
  if (SIX_DIGITS.test(digitsOf(typed))) await spendTry("code.account", userId, address);
  return typed;
}

/**
 * Takes a one-time or a recovery code, inside the transaction of what it opens. Each is taken once: of any number who send
 * the same at once, one gets through, and an older one than the last is as good as used.
 *
 * @throws {CodeProblem}
 */
export async function takeCode(tx: Tx, userId: string, typed: string, now = Date.now()): Promise<void> {
  const digits = digitsOf(typed);
  const wrong = SIX_DIGITS.test(digits)
    ? await takeStep(tx, userId, digits, now)
    : await takeRecovery(tx, userId, typed);
  if (wrong) throw new CodeProblem("code-wrong", wrong);
}

async function takeStep(tx: Tx, userId: string, digits: string, now: number): Promise<WrongCode | null> {
  const row = await tx.codeSecret.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { sealed: true },
  });
  const secret = row && opened(row.sealed, userId);
  const step = secret && stepOf(secret, digits, now);
  if (!step) return "wrong code";
  const { count } = await tx.codeSecret.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1 ? null : "used code";
}

async function takeRecovery(tx: Tx, userId: string, typed: string): Promise<WrongCode | null> {
  if (typed.length > MAX_CODE) return "wrong recovery code";
  const codeHash = recoveryHash(typed);
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash, usedAt: null },
    data: { usedAt: new Date() },
  });
  if (count === 1) {
    await recordAudit(tx, { actorId: userId, action: "codes.recover", subjectId: userId });
    return null;
  }
  const used = await tx.recoveryCode.count({ where: { userId, codeHash } });
  return used > 0 ? "used recovery code" : "wrong recovery code";
}

/** Under another AUTH_SECRET no code is right any more; recovery codes still are, and an administrator can begin anew. */
export function opened(sealed: Uint8Array, userId: string): Uint8Array<ArrayBuffer> | null {
  try {
    return openSecret(sealed, userId);
  } catch (error) {
    log.error({ error }, "a secret for one-time codes does not open: has AUTH_SECRET changed?");
    return null;
  }
}
