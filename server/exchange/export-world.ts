import { formatInstant } from "#core/instant";
import { WORLD_FORMAT } from "#core/world";
import { recordAudit } from "#server/audit/record";
import { writeText } from "#server/exchange/brief-text";
import { type ExportReader, inSnapshot, OPERATOR, type Row, type Snapshot } from "#server/exchange/export-snapshot";
import * as sql from "#server/exchange/export-sql";
import { askedPart, outcomePart, statedPart } from "#server/exchange/export-typed";
import { db, pool } from "#server/platform/db";
import { StartError } from "#server/platform/start-error";

/**
 * A team's world as the text of a world file, in pieces: everything that an import takes, and `scores`. All of it is
 * read in one snapshot. Every list is in an order that does not depend on the database.
 *
 * An export is a channel like any other: of a question whose forecasts the reader may not see yet it carries how many
 * people made some and the hash under which the ledger holds the first of each, as `withheld`, and no number.
 */
export const exportTeam = (teamId: string, reader: ExportReader): AsyncGenerator<string> =>
  inSnapshot(teamId, reader, worldText);

/** The same for whoever is at the machine; the audit log has it as nobody's. @throws {StartError} where there is no such team */
export async function* exportWorld(teamName: string): AsyncGenerator<string> {
  const { rows } = await pool.query<{ id: string }>(`SELECT "id" FROM "Team" WHERE "name" = $1`, [teamName]);
  const [team] = rows;
  if (!team) throw new StartError(`There is no team named “${teamName}”.`);
  await recordAudit(db, { actorId: null, teamId: team.id, action: "world.export", detail: { file: "world" } });
  yield* exportTeam(team.id, OPERATOR);
}

async function* worldText(snapshot: Snapshot): AsyncGenerator<string> {
  const { teamId, hidden, reader } = snapshot;
  const { memberId } = reader.viewer;
  const section = (name: string, query: string, values: unknown[], shape: (row: Row) => Row) =>
    sectionText(name, snapshot.pages(query, [teamId, ...values]), shape);
  yield `{ "format": ${JSON.stringify(WORLD_FORMAT)}`;
  yield* section("people", sql.PEOPLE, [], (row) => row);
  yield* section("briefs", sql.BRIEFS, [], brief);
  yield* section("scenarios", sql.SCENARIOS, [], bare);
  yield* section("relations", sql.RELATIONS, [], relation);
  yield* section("questions", sql.QUESTIONS, [reader.drafts], question);
  yield* section("forecasts", sql.FORECASTS, [hidden, memberId], forecast);
  yield* section("resolutions", sql.RESOLUTIONS, [], resolution);
  yield* section("scores", sql.SCORE_ROWS, [reader.allScores, memberId], (row) => row);
  if (hidden.length > 0) yield* section("withheld", sql.WITHHELD, [hidden, memberId], (row) => row);
  yield "\n}\n";
}

async function* sectionText(
  name: string,
  pages: AsyncGenerator<Row[]>,
  shape: (row: Row) => Row,
): AsyncGenerator<string> {
  yield `,\n  "${name}": [`;
  let first = true;
  for await (const rows of pages) {
    const lines = rows.map((row) => `\n    ${JSON.stringify(shape(row))}`).join(",");
    yield first ? lines : `,${lines}`;
    first = false;
  }
  yield "]";
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
  const { asked, rest: plain } = askedPart(row);
  const { reveal, revealAt, ...rest } = instants(["opensAt", "closesAt", "revealAt"])(plain);
  const said = reveal === "after_forecast" ? { reveal } : {};
  return { ...rest, ...asked, revealAt: revealAt ?? null, ...said };
}

function forecast(row: Row): Row {
  const { stated, rest } = statedPart(row);
  const { type: _, ...plain } = rest;
  return instants(["madeAt"])({ ...plain, ...stated });
}

function resolution(row: Row): Row {
  const { outcome, option, value, type, ...rest } = row;
  return instants(["knownAt"])({ ...rest, outcome: outcomePart({ outcome, option, value, type }) });
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
