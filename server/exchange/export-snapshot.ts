import type pg from "pg";
import { type Actor, can } from "#core/permissions";
import { sightOf, type Viewer, viewerOf } from "#core/visibility";
import * as sql from "#server/exchange/export-sql";
import { pool } from "#server/platform/db";

/** Rows fetched at a time: a team's forecasts need not fit into memory. */
const FETCH = 2000;
/** Milliseconds that a reader may leave the rest of an export waiting: it holds a connection. */
const PATIENCE = 120_000;

export type Row = Readonly<Record<string, unknown>>;

/** Whose export it is: what of the team they may see. */
export interface ExportReader {
  viewer: Viewer;
  drafts: boolean;
  /** Whether everybody's scores are in it, or the reader's own alone. */
  allScores: boolean;
}

/** Nobody in particular, at the machine itself: no part in any question, so nothing before its reveal. */
export const OPERATOR: ExportReader = {
  viewer: { memberId: null, forecasts: false, seesEarlyCrowd: false },
  drafts: true,
  allScores: true,
};

/** @param boardNames what the team shows its people of each other: where that is not names, it is no scores either */
export const readerOf = (actor: Actor, teamId: string, boardNames: "NAMES" | "INITIALS" | "OWN"): ExportReader => ({
  viewer: viewerOf(actor, teamId),
  drafts: can(actor, "question.write", { teamId }),
  allScores: boardNames === "NAMES" || can(actor, "board.names", { teamId }),
});

/** A team at one instant, as one reader may see it. */
export interface Snapshot {
  teamId: string;
  reader: ExportReader;
  /** Questions of which others' forecasts are not in it. */
  hidden: readonly string[];
  /** The rows of a query, a page at a time. */
  pages(query: string, values: unknown[]): AsyncGenerator<Row[]>;
}

/** Reads a team in one snapshot for as long as pieces are taken. */
export async function* inSnapshot(
  teamId: string,
  reader: ExportReader,
  write: (snapshot: Snapshot) => AsyncGenerator<string>,
): AsyncGenerator<string> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // A connection that is ended for its silence says so here; the next query says it to the reader.
  const lost = (error: Error) => {
    broken = error;
  };
  client.on("error", lost);
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(`SET LOCAL idle_in_transaction_session_timeout = ${PATIENCE}`);
    const hidden = await hiddenFrom(client, teamId, reader.viewer);
    yield* write({ teamId, reader, hidden, pages: (query, values) => pages(client, query, values) });
    await client.query("COMMIT");
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A reader who goes away leaves the transaction open: the connection is not used again.
    const done = await client.query("ROLLBACK").then(
      () => true,
      () => false,
    );
    client.off("error", lost);
    client.release(done ? undefined : (broken ?? true));
  }
}

async function* pages(client: pg.PoolClient, query: string, values: unknown[]): AsyncGenerator<Row[]> {
  await client.query(`DECLARE "export" NO SCROLL CURSOR FOR ${query}`, values);
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${FETCH} FROM "export"`);
    if (rows.length === 0) break;
    yield rows;
  }
  await client.query(`CLOSE "export"`);
}

/** Questions whose forecasts this reader does not see in full yet. */
async function hiddenFrom(client: pg.PoolClient, teamId: string, viewer: Viewer): Promise<string[]> {
  const { rows } = await client.query<sql.RuleRow>(sql.RULES, [teamId, viewer.memberId]);
  return rows
    .filter(({ now, hasForecast, ...rule }) => sightOf(rule, viewer, hasForecast, now).sight !== "full")
    .map(({ id }) => id);
}
