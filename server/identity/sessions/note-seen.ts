import { pool } from "#server/platform/db";
import { log } from "#server/platform/log";

/** A session ends this long after its last request, and after the longest it may last in any case. */
export const IDLE = "12 hours";
export const LONGEST = "30 days";

/** Sessions whose row is being written by this process: a page asks a dozen times at once. */
const writing = new Set<string>();

/**
 * Notes that a session is in use and moves its end. Called for those that nobody has noted for a minute, and not waited for: a
 * request is not slower by it, and one that is lost is made good by the next.
 */
export function noteSeen(sessionId: string): void {
  if (writing.has(sessionId)) return;
  writing.add(sessionId);
  pool
    .query({
      name: "session-seen",
      text: `UPDATE "Session" SET "lastSeenAt" = now(),
          "expiresAt" = least(now() + $2::interval, "createdAt" + $3::interval)
        WHERE "id" = $1 AND "revokedAt" IS NULL AND "lastSeenAt" < now() - interval '1 minute'`,
      values: [sessionId, IDLE, LONGEST],
    })
    .catch((error) => log.warn({ error }, "that a session is in use could not be noted"))
    .finally(() => writing.delete(sessionId));
}
