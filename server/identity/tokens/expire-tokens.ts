import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";

const DAY = 24 * 60 * 60 * 1000;
/** At once, so that no transaction is long. */
const BATCH = 100;

/** Tells the audit log of tokens whose time is over. They stopped working at that instant by themselves. */
export async function expireTokens(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await expireSome()) === BATCH);
}

async function expireSome(): Promise<number> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ id: string; userId: string; teamId: string | null }[]>`
      UPDATE "ApiToken" SET "expiredAt" = clock_timestamp() WHERE "id" IN (
        SELECT "id" FROM "ApiToken"
        WHERE "expiredAt" IS NULL AND "revokedAt" IS NULL AND "expiresAt" <= clock_timestamp()
        ORDER BY "expiresAt" LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
      RETURNING "id", "userId", "teamId"`;
    for (const { id, userId, teamId } of rows)
      await recordAudit(tx, { actorId: null, teamId, action: "token.expire", subjectId: id, detail: { of: userId } });
    return rows.length;
  });
}

/** Forgets what calls were answered a day ago and more. */
export async function forgetAnswers(): Promise<void> {
  await db.storedAnswer.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - DAY) } } });
}
