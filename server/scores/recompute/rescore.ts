import { SCORING_VERSION } from "#core/scoring/version";
import type { Prisma } from "#prisma/client/client";
import { db, pool } from "#server/platform/db";
import { startRescoring, TO_RESCORE } from "#server/scores/recompute/begin";
import { dropScores, scoreQuestion } from "#server/scores/score-question";

/** How many questions are looked up at once. */
const PAGE = 100;

interface Run {
  id: string;
  onlyOlder: boolean;
}
interface Due {
  id: string;
  teamId: string;
}

/**
 * Goes on with the run that is under way until it is done or told to stop. Each question is one transaction in which its
 * scores are replaced and the step is written, so at every instant a question has the scores of one version, and a run that
 * is cut off goes on where it was. Several nodes may do this at once: each question is done by one of them.
 *
 * A run of newer rules than this process has is left to the nodes that have them.
 *
 * @returns how many questions were done here
 */
export async function continueRescoring(signal: AbortSignal): Promise<number> {
  const { rows } = await pool.query<Run>(
    `SELECT "id", "onlyOlder" FROM "RescoringRun" WHERE "finishedAt" IS NULL AND "scoringVersion" = $1`,
    [SCORING_VERSION],
  );
  const [run] = rows;
  if (!run) return 0;
  let done = 0;
  let after: string | null = null;
  for (;;) {
    const due: Due[] = await nextOf(run, after);
    for (const question of due) {
      if (signal.aborted) return done;
      if (await rescoreQuestion(run, question)) done++;
    }
    const last = due.at(-1);
    if (!last) break;
    after = last.id;
  }
  await pool.query(
    `UPDATE "RescoringRun" SET "finishedAt" = clock_timestamp() WHERE "id" = $1 AND "finishedAt" IS NULL`,
    [run.id],
  );
  return done;
}

async function nextOf({ id, onlyOlder }: Run, after: string | null): Promise<Due[]> {
  const { rows } = await pool.query<Due>(
    `SELECT q."id", q."teamId" ${TO_RESCORE}
       AND ($2::uuid IS NULL OR q."id" > $2)
       AND NOT EXISTS (SELECT FROM "RescoringStep" t WHERE t."runId" = $3 AND t."questionId" = q."id")
     ORDER BY q."id" LIMIT ${PAGE}`,
    [onlyOlder ? SCORING_VERSION : null, after, id],
  );
  return rows;
}

/** @returns whether it was done here, and not by another node before */
async function rescoreQuestion(run: Run, question: Due): Promise<boolean> {
  try {
    return await db.$transaction((tx) => replaceScores(tx, run, question));
  } catch (error) {
    // The rules refuse this log: that is said, the old scores stand and the others go on. Anything else may pass by itself.
    if (!(error instanceof RangeError)) throw error;
    return db.$transaction((tx) => takeStep(tx, run, question, error.message));
  }
}

async function replaceScores(tx: Prisma.TransactionClient, run: Run, question: Due): Promise<boolean> {
  // Verdicts and other nodes wait here, so what is read below is in force when this commits.
  await tx.$queryRaw`SELECT FROM "Question" WHERE "id" = ${question.id}::uuid FOR NO KEY UPDATE`;
  if (!(await takeStep(tx, run, question, null))) return false;
  const [inForce] = await tx.$queryRaw<{ id: string }[]>`
    SELECT r."id" FROM "Question" q
    JOIN LATERAL (SELECT "id", "outcome" FROM "Resolution" WHERE "questionId" = q."id"
      ORDER BY "version" DESC LIMIT 1) r ON r."outcome" NOT IN ('VOID', 'AMBIGUOUS')
    WHERE q."id" = ${question.id}::uuid AND q."state" = 'RESOLVED'`;
  if (!inForce) return true;
  await dropScores(tx, question.id);
  const people = await scoreQuestion(tx, inForce.id);
  await tx.rescoringStep.update({
    where: { runId_questionId: { runId: run.id, questionId: question.id } },
    data: { people },
    select: { people: true },
  });
  return true;
}

async function takeStep(
  tx: Prisma.TransactionClient,
  { id: runId }: Run,
  { id: questionId, teamId }: Due,
  problem: string | null,
): Promise<boolean> {
  const taken = await tx.$executeRaw`
    INSERT INTO "RescoringStep" ("runId", "teamId", "questionId", "people", "problem")
    VALUES (${runId}::uuid, ${teamId}::uuid, ${questionId}::uuid, 0, ${problem}) ON CONFLICT DO NOTHING`;
  return taken === 1;
}

/**
 * Recomputes every stored score now, in this process.
 *
 * @param startedById the administrator who asks for it
 * @returns how many questions it did, and the milliseconds it took
 */
export async function rescoreAll(startedById: string): Promise<{ questions: number; milliseconds: number }> {
  const begun = performance.now();
  await startRescoring({ userId: startedById, orgRole: "ADMIN", memberships: [] });
  const questions = await continueRescoring(new AbortController().signal);
  return { questions, milliseconds: performance.now() - begun };
}
