import type { BinaryOutcome } from "#core/question";
import { type QuestionScores, sweepBinary } from "#core/scoring/sweep";
import { SCORING_VERSION } from "#core/scoring/version";
import type { Prisma } from "#prisma/client/client";
import { insertRows } from "#server/platform/insert-rows";
import { readLogs } from "#server/scores/read-logs";

/** How many questions are held in memory at once: an import may bring thousands. */
const BATCH = 500;

interface Verdict {
  resolutionId: string;
  teamId: string;
  questionId: string;
  outcome: "YES" | "NO";
  opensAt: number;
  closesAt: number;
  knownAt: number;
}

/**
 * Writes the scores that resolutions give, inside the transaction that makes the resolutions. Void, ambiguous and
 * withdrawn verdicts give none, and neither does a person without counted time.
 *
 * @returns how many people were scored, questions added up
 */
export async function scoreResolutions(
  tx: Prisma.TransactionClient,
  resolutionIds: readonly string[],
): Promise<number> {
  let people = 0;
  for (let at = 0; at < resolutionIds.length; at += BATCH) {
    const verdicts = await readVerdicts(tx, resolutionIds.slice(at, at + BATCH));
    const logs = await readLogs(
      tx,
      verdicts.map(({ questionId }) => questionId),
    );
    const rows = verdicts.flatMap((verdict) => {
      const { opensAt, closesAt, knownAt, questionId } = verdict;
      const log = logs.get(questionId) ?? [];
      const scores = sweepBinary({ clocks: { opensAt, closesAt, knownAt }, log, outcome: binary(verdict.outcome) });
      const scored = scores.filter(({ coverage }) => coverage > 0);
      people += scored.length;
      return scored.flatMap((score) => rowsOf(verdict, score));
    });
    await insertRows(tx, "Score", COLUMNS, rows);
  }
  return people;
}

/** The same for one question. */
export const scoreQuestion = (tx: Prisma.TransactionClient, resolutionId: string) =>
  scoreResolutions(tx, [resolutionId]);

/** Every span uses the latest published clocks of the question. */
async function readVerdicts(tx: Prisma.TransactionClient, ids: readonly string[]): Promise<Verdict[]> {
  return tx.$queryRaw`
    SELECT r."id" AS "resolutionId", r."teamId", r."questionId", r."outcome"::text AS "outcome",
      (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
      (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
      (extract(epoch FROM r."knownAt") * 1000)::float8 AS "knownAt"
    FROM "Resolution" r
    JOIN LATERAL (SELECT "opensAt", "closesAt" FROM "QuestionVersion"
      WHERE "questionId" = r."questionId" ORDER BY "number" DESC LIMIT 1) v ON true
    WHERE r."id" = ANY(${[...ids]}::uuid[]) AND r."outcome" IN ('YES', 'NO')
    ORDER BY r."id"`;
}

const COLUMNS = {
  teamId: "uuid",
  resolutionId: "uuid",
  memberId: "uuid",
  rule: `"ScoreRule"`,
  scoringVersion: "int",
  questionId: "uuid",
  value: "float8",
  coverage: "float8",
  attendance: "float8",
};

function rowsOf({ teamId, resolutionId, questionId }: Verdict, score: QuestionScores) {
  const { person: memberId, coverage, attendance } = score;
  const row = { teamId, resolutionId, memberId, scoringVersion: SCORING_VERSION, questionId, coverage, attendance };
  const values = {
    RELATIVE_BRIER: score.relativeBrier,
    TIME_AVERAGED_BRIER: score.timeAveragedBrier,
    BASELINE: score.baseline,
    PEER: score.peer,
  };
  return Object.entries(values).flatMap(([rule, value]) => (value === null ? [] : [{ ...row, rule, value }]));
}

function binary(outcome: Verdict["outcome"]): BinaryOutcome {
  return outcome === "YES" ? "yes" : "no";
}
