import { DOORS, type Door } from "#core/audit";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";

export interface Refusal {
  door: Door;
  /** In the log's own words: never what was typed, which may be a password wherever it was typed. */
  because: string;
  /** Whose account, where that is known. */
  userId?: string | null;
  teamId?: string | null;
  /** What was refused, by id: a token. */
  of?: string;
  /** As TRUSTED_PROXIES allows to know it. */
  address: string | null;
}

/** Writes down that somebody was not let in. Not under which e-mail address: what is typed there may be anything, a password too. */
export async function noteRefusal({ door, because, userId, teamId, of, address }: Refusal): Promise<void> {
  const detail = { door, because, ...(of === undefined ? {} : { of }) };
  await db.$transaction((tx) =>
    recordAudit(tx, { actorId: null, teamId, action: DOORS[door], subjectId: userId, detail, address }),
  );
}

/** Whose account a limit was spent for. */
export type Holder = { email: string } | { userId: string } | null;

/** Writes down that too many tries have closed a way in for a while. */
export async function noteLock(
  limit: string,
  { seconds, holder, address }: { seconds: number; holder: Holder; address: string | null },
): Promise<void> {
  const userId = await idOf(holder);
  await db.$transaction((tx) =>
    recordAudit(tx, { actorId: null, action: "session.lock", subjectId: userId, detail: { limit, seconds }, address }),
  );
}

async function idOf(holder: Holder): Promise<string | null> {
  if (holder === null || "userId" in holder) return holder?.userId ?? null;
  const user = await db.user.findUnique({ where: { email: holder.email }, select: { id: true } });
  return user?.id ?? null;
}
