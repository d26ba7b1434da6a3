import type pg from "pg";
import { formatInstant } from "#core/instant";
import { sightOf } from "#core/visibility";
import { WORLD_FORMAT } from "#core/world";
import { writeText } from "#server/exchange/brief-text";
import * as sql from "#server/exchange/export-sql";
import { pool } from "#server/platform/db";
import { StartError } from "#server/platform/start-error";

/** Rows fetched at a time: a team's forecasts need not fit into memory. */
const FETCH = 2000;

/**
 * A team's world as the text of a world file, in pieces: everything that an import takes, and `scores`. All of it is
 * read in one snapshot. Every list is in an order that does not depend on the database.
 *
 * An export is a channel like any other: of a question whose forecasts are not revealed yet it carries the hashes under
 * which the ledger holds them, as `withheld`, and no number.
 *
 * @throws {StartError} where there is no such team
 */
export async function* exportWorld(teamName: string): AsyncGenerator<string> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows } = await client.query<{ id: string }>(`SELECT "id" FROM "Team" WHERE "name" = $1`, [teamName]);
    const [team] = rows;
    if (!team) throw new StartError(`There is no team named “${teamName}”.`);
    const hidden = await hiddenQuestions(client, team.id);
    yield `{ "format": ${JSON.stringify(WORLD_FORMAT)}`;
    yield* section(client, "people", sql.PEOPLE, [team.id], (row) => row);
    yield* section(client, "briefs", sql.BRIEFS, [team.id], brief);
    yield* section(client, "scenarios", sql.SCENARIOS, [team.id], bare);
    yield* section(client, "relations", sql.RELATIONS, [team.id], relation);
    yield* section(client, "questions", sql.QUESTIONS, [team.id], question);
    yield* section(client, "forecasts", sql.FORECASTS, [team.id, hidden], instants(["madeAt"]));
    yield* section(client, "resolutions", sql.RESOLUTIONS, [team.id], instants(["knownAt"]));
    yield* section(client, "scores", sql.SCORES, [team.id], (row) => row);
    if (hidden.length > 0) yield* section(client, "withheld", sql.WITHHELD, [team.id, hidden], (row) => row);
    yield "\n}\n";
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {}); // the first error is the one to tell
    throw error;
  } finally {
    client.release();
  }
}

type Row = Readonly<Record<string, unknown>>;

async function* section(
  client: pg.PoolClient,
  name: string,
  query: string,
  values: unknown[],
  shape: (row: Row) => Row,
): AsyncGenerator<string> {
  yield `,\n  "${name}": [`;
  await client.query(`DECLARE "${name}" NO SCROLL CURSOR FOR ${query}`, values);
  for (let first = true; ; ) {
    const { rows } = await client.query<Row>(`FETCH ${FETCH} FROM "${name}"`);
    if (rows.length === 0) break;
    const lines = rows.map((row) => `\n    ${JSON.stringify(shape(row))}`).join(",");
    yield first ? lines : `,${lines}`;
    first = false;
  }
  await client.query(`CLOSE "${name}"`);
  yield "]";
}

/** Questions whose forecasts somebody without a part in them may not see yet. */
async function hiddenQuestions(client: pg.PoolClient, teamId: string): Promise<string[]> {
  const { rows } = await client.query<sql.RuleRow>(sql.RULES, [teamId]);
  const nobody = { memberId: null, forecasts: false, seesEarlyCrowd: false };
  return rows.filter(({ now, ...rule }) => sightOf(rule, nobody, false, now).sight !== "full").map(({ id }) => id);
}

/** Leaves out what is null or empty and does not have to be said. */
function bare(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== false));
}

function instants(keys: readonly string[]): (row: Row) => Row {
  return (row) => {
    const written = keys.flatMap((key) => {
      const at = row[key];
      return typeof at === "number" ? [[key, formatInstant(at)]] : [];
    });
    return bare({ ...row, ...Object.fromEntries(written) });
  };
}

function question(row: Row): Row {
  const { reveal, revealAt, ...rest } = instants(["opensAt", "closesAt", "revealAt"])(row);
  const said = reveal === "after_forecast" ? { reveal } : {};
  return { ...rest, revealAt: revealAt ?? null, ...said };
}

function brief(row: Row): Row {
  const { passages, sources, ...rest } = sql.briefContent.parse(row);
  return { ...bare(rest), text: writeText(passages, sources) };
}

function relation(row: Row): Row {
  const { kind, scenarios } = sql.relationContent.parse(row);
  const [from, to] = scenarios;
  return kind === "exclusive" || kind === "exhaustive" ? { kind, scenarios } : { kind, from, to };
}
