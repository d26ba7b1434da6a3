import type { ScoreRule } from "#prisma/client/client";
import { pool } from "#server/platform/db";

/** One stored score. */
export interface ScoreRow {
  memberId: string;
  rule: ScoreRule;
  value: number;
  coverage: number;
  attendance: number;
}

/**
 * Scores of the verdict in force on a question, rule by rule and the best first, as far as they are of some people. Authorise
 * before calling: it asks nobody.
 */
export async function scoreRows(
  questionId: string,
  memberIds: readonly string[],
  { offset, limit }: { offset: number; limit: number },
): Promise<ScoreRow[]> {
  const { rows } = await pool.query<ScoreRow>(
    `SELECT s."memberId", s."rule", s."value", s."coverage", s."attendance"
     FROM (SELECT "id" FROM "Resolution" WHERE "questionId" = $1 ORDER BY "version" DESC LIMIT 1) r
     JOIN "Score" s ON s."resolutionId" = r."id" AND s."memberId" = ANY ($2::uuid[])
     JOIN "Question" q ON q."id" = s."questionId" AND q."state" = 'RESOLVED'
     ORDER BY s."rule", s."value" DESC, s."memberId", s."scoringVersion" DESC LIMIT $4 OFFSET $3`,
    [questionId, memberIds, offset, limit],
  );
  return rows;
}
