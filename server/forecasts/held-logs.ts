import type { QuestionLog } from "#core/forecast-view";
import type { Interval } from "#core/round";
import { typedLog, VALUE_COLUMNS, type ValueRow } from "#server/forecasts/log-rows";
import { type AskedSpec, BINARY } from "#server/forecasts/read-specs";
import { pool } from "#server/platform/db";

/** A question's log as it is stored, with the names of those in it. */
export interface HeldLog {
  /** As its type reads it. */
  typed(spec: AskedSpec | undefined): QuestionLog;
  /** The versions that forecasts on options answer, up to an instant. */
  answered(until: number): ReadonlySet<string>;
  names: ReadonlyMap<string, string>;
  /** The latest instant in it, in milliseconds; −∞ for none. */
  lastAt: number;
}

interface Row extends ValueRow {
  questionId: string;
  reason: string | null;
  interval: Interval | null;
  version: number;
}

interface Kept {
  rows: Row[];
  people: string[];
  lastAt: number;
  /** By what its question asks: now, and as of a past instant. */
  typed: Map<string, QuestionLog>;
}

/**
 * Logs that were read, by question. Rows of a log are never changed, so a log that has as many as before is the same one;
 * an import that is taken back takes its questions with it. Names are read each time: those do change.
 */
const kept = new Map<string, Kept>();
/** How many rows are kept at most, a few hundred bytes each: the logs used last. */
const MOST_ROWS = 400_000;

/** The logs of some questions: three queries at most, however many questions, and two where nothing is new. */
export async function heldLogs(questionIds: readonly string[]): Promise<Map<string, HeldLog>> {
  if (questionIds.length === 0) return new Map();
  const counts = await countsOf(questionIds);
  const logs = new Map<string, Kept>();
  for (const [id, count] of counts) {
    const known = kept.get(id);
    if (known?.rows.length === count) logs.set(id, known);
  }
  const stale = [...counts.keys()].filter((id) => !logs.has(id));
  if (stale.length > 0) for (const [id, log] of await readLogs(stale)) logs.set(id, log);
  keep(logs);
  const names = await namesOf([...new Set([...logs.values()].flatMap(({ people }) => people))]);
  return new Map(
    [...logs].map(([id, log]) => [
      id,
      {
        typed: (spec) => typedOf(log, spec),
        answered: (until) => new Set(log.rows.flatMap(({ at, versionId }) => (at <= until ? (versionId ?? []) : []))),
        names,
        lastAt: log.lastAt,
      },
    ]),
  );
}

async function countsOf(questionIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ id: string; count: number }>({
    name: "forecast-log-lengths",
    text: `SELECT "questionId" AS "id", count(*)::int AS "count" FROM "Forecast"
      WHERE "questionId" = ANY ($1::uuid[]) GROUP BY "questionId"`,
    values: [questionIds],
  });
  return new Map(rows.map(({ id, count }) => [id, count]));
}

async function readLogs(questionIds: readonly string[]): Promise<Map<string, Kept>> {
  const { rows } = await pool.query<Row>({
    name: "forecast-logs",
    text: `SELECT f."questionId", f."memberId" AS person, f."kind", ${VALUE_COLUMNS}, f."sequence", v."number" AS "version",
       (extract(epoch FROM f."madeAt") * 1000)::float8 AS at, f."reason",
       CASE WHEN f."low" IS NOT NULL THEN
         json_build_object('low', f."low", 'high', f."high", 'confidence', f."confidence") END AS "interval"
     FROM "Forecast" f JOIN "QuestionVersion" v ON v."id" = f."questionVersionId"
     WHERE f."questionId" = ANY ($1::uuid[]) ORDER BY f."questionId", f."madeAt", f."sequence"`,
    values: [questionIds],
  });
  const logs = new Map<string, Kept>();
  for (const [id, ofQuestion] of Map.groupBy(rows, ({ questionId }) => questionId)) {
    const people = [...new Set(ofQuestion.map(({ person }) => person))];
    logs.set(id, {
      rows: ofQuestion,
      people,
      lastAt: ofQuestion.at(-1)?.at ?? Number.NEGATIVE_INFINITY,
      typed: new Map(),
    });
  }
  return logs;
}

async function namesOf(memberIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>({
    name: "forecaster-names",
    text: `SELECT "id", "name" FROM "Member" WHERE "id" = ANY ($1::uuid[])`,
    values: [memberIds],
  });
  const same = sameNames(rows);
  if (same) return same;
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  lastNames.unshift(names);
  lastNames.splice(MOST_LISTS);
  return names;
}

/** Lists of names as they were last read: one that has not changed is the same list, so that it is put in order once. */
const lastNames: Map<string, string>[] = [];
const MOST_LISTS = 16;

function sameNames(rows: readonly { id: string; name: string }[]): Map<string, string> | undefined {
  return lastNames.find((names) => names.size === rows.length && rows.every(({ id, name }) => names.get(id) === name));
}

/** Used last is kept longest. */
function keep(logs: ReadonlyMap<string, Kept>): void {
  for (const [id, log] of logs) {
    kept.delete(id);
    kept.set(id, log);
  }
  let total = 0;
  for (const { rows } of kept.values()) total += rows.length;
  for (const [id, { rows }] of kept) {
    if (total <= MOST_ROWS) return;
    kept.delete(id);
    total -= rows.length;
  }
}

/** Made once for as long as the question asks the same; readers of the past are few. */
function typedOf(log: Kept, spec: AskedSpec = BINARY): QuestionLog {
  const key = JSON.stringify([spec.asked, [...spec.offered]]);
  const known = log.typed.get(key);
  if (known) return known;
  if (log.typed.size >= MOST_WAYS) log.typed.clear();
  const made = typedLog(log.rows, spec, ({ reason, interval, version }: Row) => ({ reason, interval, version }));
  log.typed.set(key, made);
  return made;
}

const MOST_WAYS = 4;
