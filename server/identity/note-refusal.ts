import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";

type Because = "no such account" | "wrong password" | "disabled account" | "wrong code" | "single sign-on";

/** Writes down that somebody was not let in. Not under which address: what is typed there may be anything, a password too. */
export async function noteRefusal(userId: string | null, because: Because): Promise<void> {
  const of = userId === null ? {} : { subjectId: userId };
  await db.$transaction((tx) =>
    recordAudit(tx, { actorId: null, action: "session.refuse", ...of, detail: { because } }),
  );
}

/** Writes down that too many tries have closed a way in for a while. @param email where it was an account's */
export async function noteLock(limit: string, seconds: number, email: string | null): Promise<void> {
  const user = email === null ? null : await db.user.findUnique({ where: { email }, select: { id: true } });
  const of = user ? { subjectId: user.id } : {};
  await db.$transaction((tx) =>
    recordAudit(tx, { actorId: null, action: "session.lock", ...of, detail: { limit, seconds } }),
  );
}
