import { type Actor, readableTeams } from "#core/permissions";
import type { RoundSpan } from "#core/round";
import { sightOf, viewerOf } from "#core/visibility";
import type { ShownQuestion } from "#server/forecasts/forecast-queries";
import { pool } from "#server/platform/db";
import { ROUND_SPANS } from "#server/rounds/round-spans";

/**
 * The questions, of the teams that an actor may read, of which they may not yet see what others do, nor when: logs leave those acts out. One query.
 *
 * @param teamId of one of those teams; null for all of them
 * @returns their ids
 */
export async function hiddenQuestions(actor: Actor, teamId: string | null = null): Promise<string[]> {
  const teams = readableTeams(actor);
  const { rows } = await pool.query<ShownQuestion & { forecasters: string[]; rounds: RoundSpan[] }>(
    `SELECT q."id", q."teamId", q."revealPolicy", q."revealAt", q."state", v."opensAt", v."closesAt",
       ${ROUND_SPANS} AS "rounds",
       ARRAY (SELECT h."memberId" FROM "ForecastHead" h WHERE h."questionId" = q."id") AS forecasters
     FROM "Question" q JOIN LATERAL (
       SELECT "opensAt", "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id" ORDER BY "number" DESC LIMIT 1
     ) v ON true WHERE q."revealPolicy" <> 'ALWAYS' AND q."state" IN ('DRAFT', 'OPEN', 'PROPOSED', 'VOID')
       AND ($1::uuid[] IS NULL OR q."teamId" = ANY ($1)) AND ($2::uuid IS NULL OR q."teamId" = $2)`,
    [teams === "all" ? null : teams, teamId],
  );
  const now = Date.now();
  return rows.flatMap((question) => {
    const viewer = viewerOf(actor, question.teamId);
    const rule = {
      ...question,
      revealAt: question.revealAt?.getTime() ?? null,
      closesAt: question.closesAt.getTime(),
    };
    const hasForecast = viewer.memberId !== null && question.forecasters.includes(viewer.memberId);
    return sightOf(rule, viewer, hasForecast, now).sight === "full" ? [] : [question.id];
  });
}
