import type pg from "pg";

/**
 * A fence around the teams of one database, for tests: a role that sees rows of the teams in `fence.teams` and no others,
 * whatever it asks. The application does not run under it. What the application asked is asked again on both sides of the
 * fence, and an answer that differs rested on another team's row.
 */
export const FENCED = "bellwether_fenced";

/** Rows that belong to a team by what they hang on: how their team is found. */
const BY_PARENT: Readonly<Record<string, string>> = {
  DocumentUpdate: `(SELECT d."teamId" FROM "Document" d WHERE d."id" = "documentId")`,
  DocumentSnapshot: `(SELECT d."teamId" FROM "Document" d WHERE d."id" = "documentId")`,
  WorldImportChunk: `(SELECT i."teamId" FROM "WorldImport" i WHERE i."id" = "importId")`,
  WorldImportFault: `(SELECT i."teamId" FROM "WorldImport" i WHERE i."id" = "importId")`,
  NoticeRead: `(SELECT n."teamId" FROM "Notice" n WHERE n."id" = "noticeId")`,
  StoredAnswer: `(SELECT k."teamId" FROM "ApiToken" k WHERE k."id" = "tokenId")`,
};

/** Of the organisation or of one person, and so of no team. */
const OF_NO_TEAM: readonly string[] = [
  "CodeSecret",
  "Erasure",
  "ExternalIdentity",
  "IssuerMessage",
  "MerkleHead",
  "NoticeKindOff",
  "Organisation",
  "RecoveryCode",
  "RescoringRun",
  "Session",
  "User",
  "_prisma_migrations",
  "rate_limit",
];

/**
 * Puts the fence up. A team's own row and the memberships of oneself are inside it; a row that names no team (a person's
 * token for all their teams, an audit entry of the organisation) is not behind it.
 *
 * @returns the tables of which it is not said whose they are: there must be none
 */
export async function raiseFence(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ table: string; hasTeam: boolean }>(
    `SELECT t.table_name AS "table", EXISTS (SELECT FROM information_schema.columns c
       WHERE c.table_schema = 'public' AND c.table_name = t.table_name AND c.column_name = 'teamId') AS "hasTeam"
     FROM information_schema.tables t WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE'`,
  );
  await pool.query(
    `DO $$ BEGIN CREATE ROLE ${FENCED} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
     GRANT USAGE ON SCHEMA public TO ${FENCED};
     GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${FENCED}`,
  );
  const unsaid: string[] = [];
  for (const { table, hasTeam } of rows) {
    const team = table === "Team" ? `"id"` : hasTeam ? `"teamId"` : BY_PARENT[table];
    if (team) {
      await pool.query(
        `ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY;
         CREATE POLICY "fence" ON "${table}" TO ${FENCED}
           USING (${team} IS NULL OR ${team} = ANY (current_setting('fence.teams')::uuid[]))`,
      );
    } else if (!OF_NO_TEAM.includes(table)) unsaid.push(table);
  }
  return unsaid;
}

/** A statement as the application sent it. */
export interface Statement {
  text: string;
  values: readonly unknown[];
}

/**
 * Asks a statement again, as it was and from inside the fence, in one snapshot and without leaving anything behind.
 *
 * @param teams whose rows are inside
 * @returns null where both sides give the same; else how they differ
 */
export async function differs(
  pool: pg.Pool,
  { text, values }: Statement,
  teams: readonly string[],
): Promise<string | null> {
  const client = await pool.connect();
  try {
    // Within a transaction now() stands still; the clock does not, and the two answers would differ by it.
    const asked = { text: text.replaceAll(/\bclock_timestamp\(\)/g, "now()"), values: [...values] };
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await client.query("SAVEPOINT s");
    const open = await answer(client, asked);
    await client.query("ROLLBACK TO SAVEPOINT s");
    await client.query(`SELECT set_config('fence.teams', $1, true)`, [`{${teams.join(",")}}`]);
    await client.query(`SET LOCAL ROLE ${FENCED}`);
    const fenced = await answer(client, asked);
    return open === fenced ? null : `unfenced ${short(open)}\n    fenced   ${short(fenced)}`;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

const short = (answer: string) => (answer.length > 300 ? `${answer.slice(0, 300)} … (${answer.length})` : answer);

async function answer(client: pg.PoolClient, statement: { text: string; values: unknown[] }): Promise<string> {
  try {
    const { rows, rowCount } = await client.query(statement);
    const lines = rows.map((row) => JSON.stringify(row)).toSorted();
    return `${rowCount ?? 0} rows: ${lines.join("\n")}`;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    return `error ${code}: ${error instanceof Error && code === "42501" ? error.message : ""}`;
  }
}

/** What reads or changes rows, as against what begins and ends transactions. */
const OF_ROWS = /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i;

/** The job queue works on its own tables, on a timer that may have begun in anybody's request. No team's rows are there. */
const OF_THE_QUEUE = /\bjobs\.\w/;

/** Which of some statements gave or touched rows beyond the fence, each with both answers. */
export async function leaksOf(pool: pg.Pool, asked: readonly Statement[], teams: readonly string[]): Promise<string[]> {
  const different = new Map(asked.map((one) => [JSON.stringify([one.text, one.values.map(String)]), one]));
  const found: string[] = [];
  for (const statement of different.values()) {
    if (!OF_ROWS.test(statement.text) || OF_THE_QUEUE.test(statement.text)) continue;
    const difference = await differs(pool, statement, teams);
    if (difference) found.push(`${statement.text.replaceAll(/\s+/g, " ").slice(0, 500)}\n    ${difference}`);
  }
  return found;
}
