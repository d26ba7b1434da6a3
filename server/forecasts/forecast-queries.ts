import type { Instant } from "#core/clock";
import type { Actor } from "#core/permissions";
import { can } from "#core/permissions";
import type { RevealPolicy } from "#core/question";
import type { StoredState } from "#core/resolution";
import type { Interval } from "#core/round";
import { type ForecastView, viewerOf, visibleForecasts } from "#core/visibility";
import { typedLog, VALUE_COLUMNS, type ValueRow } from "#server/forecasts/log-rows";
import { readSpecs } from "#server/forecasts/read-specs";
import { pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { roundSpans } from "#server/rounds/round-spans";

/** What a question's forecasts are shown by. */
export interface ShownQuestion {
  readonly id: string;
  readonly teamId: string;
  readonly revealPolicy: RevealPolicy;
  readonly revealAt: Date | null;
  readonly state: StoredState;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/**
 * What an actor may see of the forecasts on some questions that they may read: three queries, however many questions.
 *
 * @param at as they stood then, with the actor's rights and the rule of now; null for now
 * @returns a view for each question given, by its id
 */
export async function forecastViews(
  actor: Actor,
  questions: readonly ShownQuestion[],
  at: Instant | null = null,
): Promise<Map<string, ForecastView>> {
  const ids = questions.map(({ id }) => id);
  const [logs, specs] = await Promise.all([loadLogs(ids), readSpecs(query, ids)]);
  const rounds = await roundSpans(ids);
  const views = new Map<string, ForecastView>();
  for (const question of questions) {
    const { rows, names, now }: Log = logs.get(question.id) ?? { rows: [], names: new Map(), now: Date.now() };
    const log = typedLog(rows, specs.get(question.id), ({ reason, interval, version }) => ({
      reason,
      interval,
      version,
    }));
    const rule = {
      revealPolicy: question.revealPolicy,
      revealAt: question.revealAt?.getTime() ?? null,
      rounds: rounds.get(question.id) ?? [],
      state: question.state,
      opensAt: question.opensAt.getTime(),
      closesAt: question.closesAt.getTime(),
    };
    const viewer = viewerOf(actor, question.teamId);
    views.set(question.id, visibleForecasts(rule, viewer, log, names, now, at === null ? now : Math.min(at, now)));
  }
  return views;
}

/** @throws NOT_FOUND for a question that the actor may not read */
export async function viewOfQuestion(actor: Actor, questionId: string): Promise<ForecastView> {
  const { rows } = await pool.query<ShownQuestion>(
    `SELECT q."id", q."teamId", q."revealPolicy", q."revealAt", q."state", v."opensAt", v."closesAt"
     FROM "Question" q JOIN LATERAL (
       SELECT "opensAt", "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id" ORDER BY "number" DESC LIMIT 1
     ) v ON true WHERE q."id" = $1`,
    [questionId],
  );
  const question = rows[0];
  if (!question || !can(actor, "question.read", { teamId: question.teamId })) throw notFound();
  const view = (await forecastViews(actor, [question])).get(questionId);
  if (!view) throw notFound();
  return view;
}

const query = async <R>(text: string, values: readonly unknown[]): Promise<R[]> =>
  (await pool.query<R & object>(text, [...values])).rows;

interface Row extends ValueRow {
  questionId: string;
  name: string;
  reason: string | null;
  interval: Interval | null;
  version: number;
}

interface Log {
  rows: Row[];
  names: Map<string, string>;
  /** Not before anything recorded: the database's clock may be ahead of this process's. */
  now: number;
}

async function loadLogs(questionIds: readonly string[]): Promise<Map<string, Log>> {
  const logs = new Map<string, Log>();
  if (questionIds.length === 0) return logs;
  const { rows } = await pool.query<Row>({
    name: "forecast-logs",
    text: `SELECT f."questionId", f."memberId" AS person, m."name", f."kind", ${VALUE_COLUMNS}, f."sequence", v."number" AS "version",
       (extract(epoch FROM f."madeAt") * 1000)::float8 AS at, f."reason",
       CASE WHEN f."low" IS NOT NULL THEN
         json_build_object('low', f."low", 'high', f."high", 'confidence', f."confidence") END AS "interval"
     FROM "Forecast" f JOIN "Member" m ON m."id" = f."memberId"
     JOIN "QuestionVersion" v ON v."id" = f."questionVersionId"
     WHERE f."questionId" = ANY ($1::uuid[]) ORDER BY f."questionId", f."madeAt", f."sequence"`,
    values: [questionIds],
  });
  for (const row of rows) {
    const entry: Log = logs.get(row.questionId) ?? { rows: [], names: new Map(), now: Date.now() };
    logs.set(row.questionId, entry);
    entry.rows.push(row);
    entry.names.set(row.person, row.name);
    entry.now = Math.max(entry.now, row.at);
  }
  return logs;
}
