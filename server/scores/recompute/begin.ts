import type { Actor } from "#core/permissions";
import { SCORING_VERSION } from "#core/scoring/version";
import { recordAudit } from "#server/audit/record";
import { wantJob } from "#server/jobs/want";
import { db, pool } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

/** The job that does what is begun here. */
export const RESCORING_JOB = "scores.recompute";

/** Questions with a verdict that scores. `$1`: only those whose scores came from a version below it; null for all. */
export const TO_RESCORE = `
  FROM "Question" q
  JOIN LATERAL (SELECT "id", "outcome" FROM "Resolution" WHERE "questionId" = q."id"
    ORDER BY "version" DESC LIMIT 1) r ON r."outcome" NOT IN ('VOID', 'AMBIGUOUS')
  WHERE q."state" = 'RESOLVED' AND ($1::int IS NULL
    OR EXISTS (SELECT FROM "Score" s WHERE s."resolutionId" = r."id" AND s."scoringVersion" < $1)
    OR (NOT EXISTS (SELECT FROM "Score" s WHERE s."resolutionId" = r."id")
      AND EXISTS (SELECT FROM "ForecastHead" h WHERE h."questionId" = q."id")))`;

/** Recomputes every stored score, asked for by an administrator. */
export async function startRescoring(actor: Actor): Promise<{ runId: string }> {
  const runId = await begin({ onlyOlder: false, startedById: actor.userId });
  if (!runId) throw new AppError("CONFLICT", "Scores are being recomputed already: this page shows how far it is.");
  wantJob(RESCORING_JOB);
  return { runId };
}

/**
 * Begins a run where an older version of the rules wrote scores that hold, and none is under way. A run of an older
 * version that was under way ends here: this one does the rest of it anew.
 *
 * @returns whether there is something to do
 */
export async function rescoreIfOlder(): Promise<boolean> {
  await pool.query(
    `UPDATE "RescoringRun" SET "finishedAt" = clock_timestamp() WHERE "finishedAt" IS NULL AND "scoringVersion" < $1`,
    [SCORING_VERSION],
  );
  const { rows } = await pool.query(`SELECT FROM "Score" WHERE "scoringVersion" < $1 LIMIT 1`, [SCORING_VERSION]);
  if (rows.length === 0) return false;
  await begin({ onlyOlder: true, startedById: null });
  wantJob(RESCORING_JOB);
  return true;
}

/** @returns the run's id, or null where one is under way */
async function begin({ onlyOlder, startedById }: { onlyOlder: boolean; startedById: string | null }) {
  return db.$transaction(async (tx) => {
    await tx.rescoringStep.deleteMany({ where: { problem: null, run: { finishedAt: { not: null } } } });
    const [run] = await tx.$queryRawUnsafe<{ id: string }[]>(
      `INSERT INTO "RescoringRun" ("id", "scoringVersion", "onlyOlder", "startedById", "total")
       SELECT gen_random_uuid(), $2, $3, $4::uuid, (SELECT count(*) ${TO_RESCORE})
       ON CONFLICT (("finishedAt" IS NULL)) WHERE "finishedAt" IS NULL DO NOTHING RETURNING "id"`,
      onlyOlder ? SCORING_VERSION : null,
      SCORING_VERSION,
      onlyOlder,
      startedById,
    );
    if (!run) return null;
    await recordAudit(tx, {
      actorId: startedById,
      action: "score.recompute",
      subjectId: run.id,
      detail: { scoringVersion: SCORING_VERSION, onlyOlder },
    });
    return run.id;
  });
}
