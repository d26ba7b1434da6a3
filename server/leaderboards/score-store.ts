import { type BoardRule, isSpot } from "#server/leaderboards/board-choice";
import { pool } from "#server/platform/db";
import type { SelectedQuestion } from "#server/scores/question-selection";

/** Who scored what on a question: `who` by member id, or by method for the crowd's rows; the rest in the same order. */
export interface Columns {
  readonly who: readonly string[];
  readonly score: Float64Array;
  readonly coverage: Float64Array;
  readonly attendance: Float64Array;
}

/** All scores of a question under one rule. */
export interface QuestionColumns {
  readonly people: Columns;
  readonly crowd: Columns;
}

interface Kept extends QuestionColumns {
  readonly resolutionId: string;
  readonly mark: number;
}

/** About 32 bytes each: 64 MB when full. */
const MOST_ROWS = 2_000_000;

declare global {
  var bellwetherScores: { kept: Map<string, Kept>; rows: number } | undefined;
}
// Pages and procedures are bundled apart and share one memory of what was read.
const store = globalThis.bellwetherScores ?? { kept: new Map<string, Kept>(), rows: 0 };
globalThis.bellwetherScores = store;

/**
 * The scores of questions under a rule, from memory where nothing was written since they were read.
 *
 * A question carries a mark that the database raises in whatever transaction writes its scores, so what was read under the
 * mark that a question has now is what is stored now. After a verdict only its own question is read again.
 *
 * @param questions as a selection gave them: with the mark and the verdict in force
 * @returns by question id; null when scores were written since the selection was read: select again
 */
export async function scoreColumns(
  questions: readonly SelectedQuestion[],
  rule: BoardRule,
): Promise<ReadonlyMap<string, QuestionColumns> | null> {
  const found = new Map<string, QuestionColumns>();
  const missing: SelectedQuestion[] = [];
  for (const question of questions) {
    const kept = recall(question, rule);
    if (kept) found.set(question.id, kept);
    else missing.push(question);
  }
  if (missing.length === 0) return found;
  const read = await readColumns(missing, rule);
  if (!missing.every(({ id, scoreMark }) => read.get(id)?.mark === scoreMark)) return null;
  for (const [id, columns] of read) {
    found.set(id, columns);
    keep(`${id} ${rule}`, columns);
  }
  return found;
}

function recall({ id, resolutionId, scoreMark }: SelectedQuestion, rule: BoardRule): Kept | null {
  const key = `${id} ${rule}`;
  const kept = store.kept.get(key);
  if (!kept || kept.mark !== scoreMark || kept.resolutionId !== resolutionId) return null;
  store.kept.delete(key); // the map's order is the order of use
  store.kept.set(key, kept);
  return kept;
}

function keep(key: string, columns: Kept): void {
  forget(key);
  store.kept.set(key, columns);
  store.rows += sizeOf(columns);
  for (const oldest of store.kept.keys()) {
    if (store.rows <= MOST_ROWS) break;
    forget(oldest);
  }
}

function forget(key: string): void {
  const kept = store.kept.get(key);
  if (!kept) return;
  store.kept.delete(key);
  store.rows -= sizeOf(kept);
}

/** One more than its rows, so that questions nobody scored on count too. */
const sizeOf = ({ people, crowd }: QuestionColumns) => people.who.length + crowd.who.length + 1;

interface Row {
  id: string;
  mark: number;
  who: string | null;
  crowd: boolean;
  score: number;
  coverage: number;
  attendance: number;
}

/** One statement, so marks and scores are of the same instant. */
const COLUMNS = `
  SELECT q."id", q."scoreMark" AS "mark", s.*
  FROM unnest($1::uuid[], $2::uuid[]) AS wanted("question", "resolution")
  JOIN "Question" q ON q."id" = wanted."question"
  LEFT JOIN LATERAL (
    SELECT "memberId"::text AS "who", false AS "crowd", "value" AS "score", "coverage", "attendance" FROM "Score"
    WHERE "resolutionId" = wanted."resolution" AND "rule" = $3::"ScoreRule"
    UNION ALL
    SELECT lower("method"::text), true, "value", "coverage", "attendance" FROM "CrowdScore"
    WHERE "resolutionId" = wanted."resolution" AND "rule" = $3::"ScoreRule") s ON true`;

async function readColumns(questions: readonly SelectedQuestion[], rule: BoardRule): Promise<Map<string, Kept>> {
  const { rows } = await pool.query<Row>(COLUMNS, [
    questions.map(({ id }) => id),
    questions.map(({ resolutionId }) => resolutionId),
    rule.toUpperCase(),
  ]);
  const ofQuestion = Map.groupBy(rows, ({ id }) => id);
  const names = new Map<string, string>();
  return new Map(
    questions.flatMap(({ id, resolutionId }) => {
      const group = ofQuestion.get(id);
      const mark = group?.[0]?.mark;
      if (!group || mark === undefined) return [];
      const part = (crowd: boolean) => columnsOf(group, crowd, isSpot(rule), names);
      return [[id, { resolutionId, mark, people: part(false), crowd: part(true) }] as const];
    }),
  );
}

function columnsOf(group: readonly Row[], crowd: boolean, spot: boolean, names: Map<string, string>): Columns {
  const rows = group.flatMap((row) => (row.who !== null && row.crowd === crowd ? [{ ...row, who: row.who }] : []));
  return {
    // One string for each person, not one for each of their scores.
    who: rows.map(({ who }) => {
      const known = names.get(who);
      if (known === undefined) names.set(who, who);
      return known ?? who;
    }),
    score: Float64Array.from(rows, ({ score }) => score),
    coverage: Float64Array.from(rows, ({ coverage }) => (spot ? 1 : coverage)),
    attendance: Float64Array.from(rows, ({ attendance }) => attendance),
  };
}
