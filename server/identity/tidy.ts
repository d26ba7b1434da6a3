import { pool } from "#server/platform/db";

/** A session that has ended is kept this long, for whoever looks into what happened; a link that signs in, a day. */
const SESSIONS_KEPT = "30 days";
const LINKS_KEPT = "1 day";
/** A secret that no code was ever shown of was a beginning that came to nothing. */
const SECRETS_KEPT = "1 day";

/**
 * Deletes what the doors no longer ask about: counts of tries whose time is over, sessions long ended, sign-in links, an
 * issuer's messages too old to be heard again, and secrets for one-time codes that were never confirmed. It may be cut off and run again at any time.
 *
 * @returns how many rows of each
 */
export async function tidyDoors(): Promise<{
  tries: number;
  sessions: number;
  links: number;
  secrets: number;
  messages: number;
}> {
  const tries = await pool.query(`DELETE FROM "rate_limit" WHERE "expire" < $1`, [Date.now()]);
  const sessions = await pool.query(
    `DELETE FROM "Session" WHERE "expiresAt" < now() - $1::interval OR "revokedAt" < now() - $1::interval`,
    [SESSIONS_KEPT],
  );
  const links = await pool.query(
    `DELETE FROM "AccessLink" WHERE "kind" = 'SIGN_IN' AND "expiresAt" < now() - $1::interval`,
    [LINKS_KEPT],
  );
  const secrets = await pool.query(
    `DELETE FROM "CodeSecret" WHERE "confirmedAt" IS NULL AND "createdAt" < now() - $1::interval`,
    [SECRETS_KEPT],
  );
  const messages = await pool.query(`DELETE FROM "IssuerMessage" WHERE "expiresAt" < now()`);
  return {
    messages: messages.rowCount ?? 0,
    tries: tries.rowCount ?? 0,
    sessions: sessions.rowCount ?? 0,
    links: links.rowCount ?? 0,
    secrets: secrets.rowCount ?? 0,
  };
}
