import { finishSignIn } from "#server/identity/finish-sign-in";
import { isLeftOver } from "#server/identity/left-overs";
import { Email } from "#server/identity/new-account";
import { noteRefusal } from "#server/identity/note-refusal";
import { verifyPassword } from "#server/identity/password";
import { giveTryBack, spendTry } from "#server/identity/rate-limits";
import type { SessionClaim } from "#server/identity/session-token";
import type { Visit } from "#server/identity/sessions/open-session";
import { db } from "#server/platform/db";

/** Longer ones are nobody's password, and hashing them would be work for free. */
const LONGEST = 200;

/**
 * Whether this is somebody's e-mail address and password. An unknown address, a wrong password and a disabled account get
 * the same answer after the same work; only who knows the password learns that a code is asked for besides.
 *
 * @returns what their session carries, or null
 * @throws {CodeProblem} where a code is missing or wrong
 * @throws {AppError} TOO_MANY after too many tries for the account or from the network address
 */
export async function signIn(
  given: { email: string; password: string; code?: string },
  visit: Visit,
): Promise<SessionClaim | null> {
  const email = given.email.trim().toLowerCase();
  const { address } = visit;
  const refuse = async (because: string, userId: string | null = null) => {
    await noteRefusal({ door: "password", because, userId, address });
    return null;
  };
  // Spent before the password is looked at, so that a burst of guesses sent at once is counted as one after the other.
  await spendTry("sign-in.address", address);
  if (!Email.safeParse(email).success || !given.password || given.password.length > LONGEST)
    return refuse("nothing that can be a password");
  await spendTry("sign-in.account", email, address);
  const user = await db.user.findUnique({
    where: { email },
    select: { id: true, email: true, passwordHash: true, tokenVersion: true, disabledAt: true },
  });
  const right = await verifyPassword(given.password, user?.passwordHash ?? null);
  if (!user) return refuse("unknown account");
  if (!right) return refuse("wrong password", user.id);
  if (user.disabledAt) return refuse("disabled account", user.id);
  if (isLeftOver(email)) return refuse("account of the demo", user.id);
  const claim = await finishSignIn({ user, way: "PASSWORD", code: given.code ?? null, visit });
  await giveTryBack("sign-in.address", address);
  return claim;
}
