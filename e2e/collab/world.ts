import type pg from "pg";
import { uuid7 } from "#server/platform/uuid";
import { newCookie } from "../fixtures/sessions";

/** People of one team and its scenarios, written straight into a migrated database. */
export async function collabWorld(pool: pg.Pool | pg.Client, size: { people: number; scenarios: number }) {
  const [teamId, briefId] = [uuid7(), uuid7()];
  await pool.query(`INSERT INTO "Team" ("id", "name") VALUES ($1, $2)`, [teamId, `Team ${teamId}`]);
  await pool.query(`INSERT INTO "Brief" ("id", "teamId") VALUES ($1, $2)`, [briefId, teamId]);
  const people = [];
  for (let number = 1; number <= size.people; number += 1) {
    const userId = uuid7();
    const name = `Analyst ${number}`;
    await pool.query(`INSERT INTO "User" ("id", "email", "name") VALUES ($1, $2, $3)`, [
      userId,
      `${userId}@team.example`,
      name,
    ]);
    await pool.query(
      `INSERT INTO "Member" ("id", "teamId", "userId", "name", "role") VALUES ($1, $2, $3, $4, 'FORECASTER')`,
      [uuid7(), teamId, userId, name],
    );
    people.push({ userId, cookie: await newCookie(pool, userId) });
  }
  let made = 0;
  async function scenario(): Promise<string> {
    made += 1;
    const id = uuid7();
    await pool.query(
      `INSERT INTO "Scenario" ("id", "teamId", "briefId", "number", "statement") VALUES ($1, $2, $3, $4, 'It happens')`,
      [id, teamId, briefId, made],
    );
    return id;
  }
  const scenarios = [];
  while (made < size.scenarios) scenarios.push(await scenario());
  return { people, scenarios, scenario };
}
