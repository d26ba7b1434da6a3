import { viewOfQuestion } from "#server/forecasts/forecast-queries";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { pool } from "#server/platform/db";
import { endRounds } from "#server/rounds/end-rounds";
import { openRounds } from "#server/rounds/open-rounds";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";

const HOUR = 3_600_000;
export const inHours = (hours: number) => new Date(Date.now() + hours * HOUR);

export type Someone = Awaited<ReturnType<QuestionFixture["person"]>>;

/** An open question with a lead, two forecasters and an observer, and what they do in its rounds. */
export type RoundFixture = Awaited<ReturnType<typeof roundFixture>>;

export async function roundFixture() {
  const q = await questionFixture({ opensAt: inHours(-240), closesAt: inHours(240) });
  const lead = await q.person("LEAD");
  const [ada, ben] = [await q.person("FORECASTER"), await q.person("FORECASTER")];
  const watcher = await q.person("OBSERVER");
  const team = { actor: lead, teamId: q.teamId };
  const on = { id: q.questionId, teamId: q.teamId };
  return {
    ...q,
    lead,
    ada,
    ben,
    watcher,
    /** What a use case is told of the question. */
    on,
    open: (hours = 48) => openRounds(team, { questionIds: [q.questionId], endsAt: inHours(hours) }),
    end: () => endRounds(team, { questionIds: [q.questionId] }),
    /** A best number with a low and a high one around it. */
    say: (actor: Someone, probability: number, reason?: string) =>
      submitForecast(
        { actor, question: on },
        {
          probability,
          low: Math.max(0.001, probability - 0.1),
          high: Math.min(0.999, probability + 0.1),
          confidence: 0.8,
          reason,
        },
      ),
    view: (actor: Someone) => viewOfQuestion(actor, q.questionId),
    letPass: (hours: number) => letPass(q.questionId, hours),
  };
}

/** Moves a round into the past as the clock would: by `hours`, with everything said on the question. */
async function letPass(questionId: string, hours: number): Promise<void> {
  const shift = `make_interval(secs => ${hours * 3600})`;
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    await client.query(
      `UPDATE "Round" SET "opensAt" = "opensAt" - ${shift}, "endsAt" = "endsAt" - ${shift} WHERE "questionId" = $1`,
      [questionId],
    );
    await client.query(`UPDATE "Question" SET "revealAt" = "revealAt" - ${shift} WHERE "id" = $1`, [questionId]);
    await client.query(`UPDATE "Forecast" SET "madeAt" = "madeAt" - ${shift} WHERE "questionId" = $1`, [questionId]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}
