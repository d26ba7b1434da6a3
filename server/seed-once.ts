import { seedDemo } from "#prisma/seed";
import { db, pool } from "#server/platform/db";

/** Advisory lock under which one of several starting nodes fills the database. */
const LOCK = 72707371;

/**
 * Loads the demo into a database in which nobody has an account yet.
 *
 * @returns whether it did
 */
export async function seedOnce(): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
    if ((await db.user.count()) > 0) return false;
    await seedDemo();
    return true;
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [LOCK]).catch(() => {}); // a lost connection has released it
    client.release();
  }
}
