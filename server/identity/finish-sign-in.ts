import type { Prisma, SignInWay } from "#prisma/client/client";
import { CodeProblem } from "#server/identity/codes/code-problem";
import { spendCode, takeCode, usesCodes } from "#server/identity/codes/take-code";
import { noteRefusal } from "#server/identity/note-refusal";
import { forgetTries } from "#server/identity/rate-limits";
import type { SessionClaim } from "#server/identity/session-token";
import { openSession, type Visit } from "#server/identity/sessions/open-session";
import { db } from "#server/platform/db";

interface Entering {
  user: { id: string; email: string; tokenVersion: number };
  way: SignInWay;
  /** A one-time or recovery code, where one was typed. */
  code: string | null;
  visit: Visit;
}

/**
 * Lets in somebody who has made the first step: asks for a code where they use them, and opens their session. In one
 * transaction with `take`, so that a link is not used up by a wrong code.
 *
 * @throws {CodeProblem} where a code is missing or wrong
 * @throws {AppError} TOO_MANY after too many of them
 */
export async function finishSignIn(
  { user, way, code, visit }: Entering,
  take?: (tx: Prisma.TransactionClient) => Promise<void>,
): Promise<SessionClaim> {
  const noted = (error: unknown) => noteCodeProblem(error, user.id, visit.address);
  const typed = (await usesCodes(user.id)) ? await spendCode(user.id, code, visit.address).catch(noted) : null;
  const claim = await db
    .$transaction(async (tx) => {
      if (typed !== null) await takeCode(tx, user.id, typed);
      await take?.(tx);
      return openSession(tx, { user, way, visit });
    })
    .catch(noted);
  await Promise.all([forgetTries("sign-in.account", user.email), typed && forgetTries("code.account", user.id)]);
  return claim;
}

/** A password or a link that was right and came without a code is written down too: it may be a stolen one. */
async function noteCodeProblem(error: unknown, userId: string, address: string): Promise<never> {
  if (error instanceof CodeProblem)
    await noteRefusal({ door: "one-time code", because: error.because, userId, address });
  throw error;
}
