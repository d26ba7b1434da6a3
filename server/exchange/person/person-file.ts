import { PERSON_FILE } from "#core/data-dictionary";
import { type Actor, can } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { PERSON_SECTIONS } from "#server/exchange/person/person-sections";
import { hiddenQuestions } from "#server/forecasts/hidden-questions";
import { db, pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface PersonFile {
  name: string;
  /** In pieces: the head, a piece a section, the end. */
  text: AsyncGenerator<string>;
}

/** Everything that is kept about oneself, one's own hidden numbers too: they are one's own. */
export async function ownFile(actor: Actor): Promise<PersonFile> {
  return fileOf(actor, actor.userId);
}

/**
 * The same for an administrator, on a person's request. What that person said on questions that are hidden from the
 * administrator is left out, as everywhere; how many questions that are is said.
 *
 * @throws NOT_FOUND for others, and where there is nobody of this id any more
 */
export async function personFile(actor: Actor, userId: string): Promise<PersonFile> {
  if (!can(actor, "user.manage")) throw notFound();
  const user = await db.user.findFirst({ where: { id: userId, erasedAt: null }, select: { id: true } });
  if (!user) throw notFound();
  return fileOf(actor, userId);
}

async function fileOf(actor: Actor, userId: string): Promise<PersonFile> {
  const own = actor.userId === userId;
  const hidden = own ? [] : await hiddenQuestions(actor);
  await db.$transaction((tx) =>
    recordAudit(tx, { actorId: actor.userId, action: "person.export", subjectId: userId, detail: { own } }),
  );
  return {
    name: `bellwether-person-${userId.slice(-8)}-${new Date().toISOString().slice(0, 10)}.json`,
    text: textOf(userId, hidden),
  };
}

async function* textOf(userId: string, hidden: readonly string[]): AsyncGenerator<string> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const members = await client.query<{ id: string }>(`SELECT "id" FROM "Member" WHERE "userId" = $1`, [userId]);
    const memberIds = members.rows.map(({ id }) => id);
    const scenarios = await client.query<{ id: string }>(
      `SELECT "scenarioId" AS "id" FROM "Question" WHERE "id" = ANY ($1::uuid[])`,
      [hidden],
    );
    const withheld = await client.query<{ count: number }>(
      `SELECT count(DISTINCT "questionId")::int AS "count" FROM "ForecastHead"
       WHERE "memberId" = ANY ($1::uuid[]) AND "questionId" = ANY ($2::uuid[])`,
      [memberIds, hidden],
    );
    const head = {
      format: "bellwether-person/1",
      madeAt: new Date().toISOString(),
      questionsWithheld: withheld.rows[0]?.count ?? 0,
    };
    yield JSON.stringify(head, null, 2).slice(0, -2);
    const values = [userId, memberIds, [...hidden], scenarios.rows.map(({ id }) => id)];
    for (const { section } of PERSON_FILE) {
      const sql = PERSON_SECTIONS[section];
      const used = [1, 2, 3, 4].filter((number) => sql.includes(`$${number}`));
      const { rows } = await client.query(
        renumbered(sql, used),
        used.map((number) => values[number - 1]),
      );
      yield `,\n  ${JSON.stringify(section)}: ${JSON.stringify(section === "account" ? rows[0] : rows, null, 2).replaceAll("\n", "\n  ")}`;
    }
    yield "\n}\n";
    await client.query("COMMIT");
  } finally {
    // Whoever stops reading halfway leaves a transaction open: the connection goes with it.
    client.release(true);
  }
}

/** PostgreSQL cannot tell the type of a parameter that a statement does not use: only those that it does are sent. */
function renumbered(sql: string, used: readonly number[]): string {
  return sql.replaceAll(/\$(\d)/g, (_, digit: string) => `$${used.indexOf(Number(digit)) + 1}`);
}
