import type { Instant } from "#core/clock";
import type { ForecastView } from "#core/forecast-view";
import type { Actor } from "#core/permissions";
import { can } from "#core/permissions";
import type { RevealPolicy } from "#core/question";
import type { StoredState } from "#core/resolution";
import { viewerOf, visibleForecasts } from "#core/visibility";
import { heldLogs } from "#server/forecasts/held-logs";
import { typedLog } from "#server/forecasts/log-rows";
import { readSpecs, specAt } from "#server/forecasts/read-specs";
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
 * What an actor may see of the forecasts on some questions that they may read: five queries at most, however many questions.
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
  const [logs, specs] = await Promise.all([heldLogs(ids), readSpecs(query, ids)]);
  const rounds = await roundSpans(ids);
  const views = new Map<string, ForecastView>();
  for (const question of questions) {
    const held = logs.get(question.id);
    const known = specs.get(question.id);
    const spec = known && at !== null ? specAt(known, at, held?.answered(at) ?? NONE) : known;
    // Not before anything recorded: the database's clock may be ahead of this process's.
    const now = Math.max(Date.now(), held?.lastAt ?? 0);
    const log = held?.typed(spec) ?? typedLog([], spec, () => NOTHING_STATED);
    const rule = {
      revealPolicy: question.revealPolicy,
      revealAt: question.revealAt?.getTime() ?? null,
      rounds: rounds.get(question.id) ?? [],
      state: question.state,
      opensAt: question.opensAt.getTime(),
      closesAt: question.closesAt.getTime(),
    };
    const viewer = viewerOf(actor, question.teamId);
    views.set(
      question.id,
      visibleForecasts(rule, viewer, log, held?.names ?? NOBODY, now, at === null ? now : Math.min(at, now)),
    );
  }
  return views;
}

const NONE: ReadonlySet<string> = new Set();
const NOBODY: ReadonlyMap<string, string> = new Map();
const NOTHING_STATED = { reason: null, interval: null };

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
