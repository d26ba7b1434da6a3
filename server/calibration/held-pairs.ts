import { aggregate, aggregateHistory } from "#core/aggregation/binary";
import { type CrowdMethod, type TakenAt, takenName } from "#core/calibration/choice";
import { horizonInstant, type PersonalPair, timeWeightedPairs } from "#core/calibration/horizon";
import type { CalibrationPair } from "#core/calibration/pairs";
import { effectiveClose, scoringHorizon } from "#core/clock";
import type { BinaryOutcome } from "#core/question";
import type { ForecastEvent } from "#core/standing";
import { heldStore } from "#server/calibration/held-cache";
import { db, pool } from "#server/platform/db";
import type { SelectedQuestion } from "#server/scores/question-selection";
import { readLogs } from "#server/scores/read-logs";

const people = heldStore<PersonalPair>(1_500_000);
const crowds = heldStore<CalibrationPair>(500_000);

/** Questions whose whole logs are in memory at once. */
const BATCH = 50;

/**
 * What each person held on some resolved questions, question by question. Only for questions that count
 * (`whyNotCounted` in core/calibration/horizon).
 */
export function personalPairs(
  questions: readonly SelectedQuestion[],
  taken: TakenAt,
): Promise<readonly (readonly PersonalPair[])[]> {
  return people(questions, takenName(taken), (missing) =>
    taken === null
      ? fromLogs(missing, (question, log) =>
          timeWeightedPairs({ ...pairOf(question), clocks: question, log }, question.closesAt),
        )
      : readStanding(missing, (question) => horizonInstant(question, taken)),
  );
}

/** What the crowd held on them, as if it were one more person. */
export function crowdPairs(
  questions: readonly SelectedQuestion[],
  taken: TakenAt,
  method: CrowdMethod,
): Promise<readonly (readonly CalibrationPair[])[]> {
  return crowds(questions, `${takenName(taken)} ${method}`, async (missing) => {
    if (taken === null) return fromLogs(missing, (question, log) => crowdOverTime(question, log, method));
    const personal = await personalPairs(missing, taken);
    return personal.map((held) => {
      const [first] = held;
      if (first === undefined) return [];
      const { question, outcome } = first;
      const values = held.map(({ forecast }) => forecast);
      return [{ question, outcome, forecast: aggregate(method, values).value }];
    });
  });
}

/** The latest event of each person at or before the instant, as `standingAt` of core folds them; a withdrawal leaves nothing. One query. */
async function readStanding(
  questions: readonly SelectedQuestion[],
  instant: (question: SelectedQuestion) => number,
): Promise<PersonalPair[][]> {
  const { rows } = await pool.query<[string, string, number]>({
    rowMode: "array",
    text: STANDING,
    values: [questions.map(({ id }) => id), questions.map((question) => microseconds(instant(question)))],
  });
  const names = new Map<string, string>();
  const held = Map.groupBy(rows, ([question]) => question);
  return questions.map((asked) => {
    const { id: question, outcome } = pairOf(asked);
    return (held.get(question) ?? []).map(([, memberId, forecast]) => {
      // One string a person, not one a row: a hundred people hold a hundred thousand forecasts.
      const person = names.get(memberId) ?? memberId;
      names.set(person, person);
      return { question, person, forecast, outcome };
    });
  });
}

const STANDING = `
  SELECT "questionId", "memberId", "value" FROM (
    SELECT DISTINCT ON (f."questionId", f."memberId")
      f."questionId", f."memberId", f."kind", f."probabilities"[1] AS "value"
    FROM (SELECT "id", timestamptz 'epoch' + "at" * interval '1 microsecond' AS "at"
      FROM unnest($1::uuid[], $2::bigint[]) AS asked ("id", "at")) q
    JOIN "Forecast" f ON f."questionId" = q."id" AND f."madeAt" <= q."at"
    ORDER BY f."questionId", f."memberId", f."madeAt" DESC, f."sequence" DESC) latest
  WHERE "kind" <> 'WITHDRAWAL'`;

/** Whole microseconds since 1970 at or before an instant; half of one, as halfway may be, is reached by no event. */
function microseconds(at: number): number {
  return Math.floor(Math.round(at * 2000) / 2);
}

async function fromLogs<P>(
  questions: readonly SelectedQuestion[],
  pairs: (question: SelectedQuestion, log: readonly ForecastEvent<number>[]) => P[],
): Promise<P[][]> {
  const held: P[][] = [];
  for (let at = 0; at < questions.length; at += BATCH) {
    const batch = questions.slice(at, at + BATCH);
    const logs = await readLogs(
      db,
      batch.map(({ id }) => id),
    );
    for (const question of batch) {
      const log = logs.get(question.id);
      held.push(log?.type === "binary" ? pairs(question, log.log) : []);
    }
  }
  return held;
}

function crowdOverTime(
  question: SelectedQuestion,
  log: readonly ForecastEvent<number>[],
  method: CrowdMethod,
): CalibrationPair[] {
  const { opensAt: from } = question;
  const until = effectiveClose(question);
  if (until <= from) return [];
  const { id, outcome } = pairOf(question);
  const horizon = scoringHorizon(question);
  return aggregateHistory(method, log, { from, until }).map(({ start, end, value }) => ({
    question: id,
    forecast: value,
    outcome,
    weight: ((end ?? until) - start) / horizon,
  }));
}

function pairOf({ id, outcome }: SelectedQuestion): { id: string; outcome: BinaryOutcome } {
  return { id, outcome: outcome === "YES" ? "yes" : "no" };
}
