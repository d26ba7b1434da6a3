import type { Clocks } from "#core/clock";
import type { TypedLog } from "#core/forecast-value";
import type { Answer, VersionAnswer } from "#core/outcome";
import { underVerdict } from "#core/resolved-question";
import { type SpotScores, spotScores } from "#core/scoring/spot";
import { type QuestionScores, sweep } from "#core/scoring/sweep";
import { SCORING_VERSION } from "#core/scoring/version";
import type { Prisma } from "#prisma/client/client";
import type { InsertRows } from "#server/platform/copy-session";
import { insertRows } from "#server/platform/insert-rows";
import { type CrowdScores, crowdScores } from "#server/scores/crowd-scores";
import { readLogs } from "#server/scores/read-logs";

/** How many questions are held in memory at once: an import may bring thousands. */
const BATCH = 500;

interface Verdict extends Answer {
  resolutionId: string;
  teamId: string;
  questionId: string;
  opensAt: number;
  closesAt: number;
  knownAt: number;
  revealAt: number | null;
}

/**
 * Writes the scores that resolutions give, inside the transaction that makes the resolutions. Void, ambiguous and
 * withdrawn verdicts give none, and neither does a person without counted time.
 *
 * @param insert how rows are written: an import appends them by COPY
 * @returns how many people were scored, questions added up
 */
export async function scoreResolutions(
  tx: Prisma.TransactionClient,
  resolutionIds: readonly string[],
  insert: InsertRows = (table, columns, rows) => insertRows(tx, table, typed(columns), rows),
): Promise<number> {
  let people = 0;
  for (let at = 0; at < resolutionIds.length; at += BATCH) {
    const verdicts = await readVerdicts(tx, resolutionIds.slice(at, at + BATCH));
    const logs = await readLogs(
      tx,
      verdicts.map(({ questionId }) => questionId),
    );
    const rows: ReturnType<typeof rowsOf> = [];
    const crowdRows: ReturnType<typeof crowdRowsOf> = [];
    for (const verdict of verdicts) {
      const { opensAt, closesAt, knownAt, revealAt, questionId } = verdict;
      const clocks = { opensAt, closesAt, knownAt };
      const question = logs.get(questionId);
      if (!question) continue;
      const spots = underVerdict(clocks, question, verdict, (asked) => spotScores(asked, revealAt)) ?? [];
      const spotOf = new Map(spots.map((spot) => [spot.person, spot]));
      const scored = scoresUnder({ clocks, question, verdict });
      people += scored.length;
      rows.push(...scored.flatMap((score) => rowsOf(verdict, score, spotOf.get(score.person))));
      crowdRows.push(
        ...crowdScores({ clocks, question, verdict, revealAt }).flatMap((score) => crowdRowsOf(verdict, score)),
      );
    }
    await insert("Score", COLUMNS, rows);
    await insert("CrowdScore", CROWD_COLUMNS, crowdRows);
  }
  return people;
}

/** The same for one question. */
export const scoreQuestion = (tx: Prisma.TransactionClient, resolutionId: string) =>
  scoreResolutions(tx, [resolutionId]);

/** Takes away what earlier resolution versions of a question gave, before a new one is scored in their place. */
export async function dropScores(tx: Prisma.TransactionClient, questionId: string): Promise<void> {
  await tx.score.deleteMany({ where: { questionId } });
  await tx.crowdScore.deleteMany({ where: { questionId } });
}

/**
 * What a verdict gives everybody whose time counted; nobody where it does not say what happened. What is stored,
 * previewed before a verdict and compared after a correction all comes from here.
 *
 * @throws {RangeError} as the sweep
 */
export function scoresUnder({
  clocks,
  question,
  verdict,
}: {
  clocks: Clocks;
  question: TypedLog;
  verdict: VersionAnswer;
}): QuestionScores[] {
  return (underVerdict(clocks, question, verdict, (asked) => sweep(asked)) ?? []).filter(
    ({ coverage }) => coverage > 0,
  );
}

/** Every span uses the latest published clocks of the question. */
async function readVerdicts(tx: Prisma.TransactionClient, ids: readonly string[]): Promise<Verdict[]> {
  return tx.$queryRaw`
    SELECT r."id" AS "resolutionId", r."teamId", r."questionId", r."outcome"::text AS "outcome", r."option", r."value",
      (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
      (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
      (extract(epoch FROM r."knownAt") * 1000)::float8 AS "knownAt",
      (extract(epoch FROM q."revealAt") * 1000)::float8 AS "revealAt"
    FROM "Resolution" r
    JOIN "Question" q ON q."id" = r."questionId"
    JOIN LATERAL (SELECT "opensAt", "closesAt" FROM "QuestionVersion"
      WHERE "questionId" = r."questionId" ORDER BY "number" DESC LIMIT 1) v ON true
    WHERE r."id" = ANY(${[...ids]}::uuid[]) AND r."outcome" NOT IN ('VOID', 'AMBIGUOUS')
    ORDER BY r."id"`;
}

const DERIVED = {
  teamId: "uuid",
  resolutionId: "uuid",
  rule: `"ScoreRule"`,
  scoringVersion: "int",
  questionId: "uuid",
  value: "float8",
  coverage: "float8",
  attendance: "float8",
};
const TYPES: Readonly<Record<string, string>> = { ...DERIVED, memberId: "uuid", method: `"CrowdMethod"` };
const COLUMNS = [...Object.keys(DERIVED), "memberId"];
const CROWD_COLUMNS = [...Object.keys(DERIVED), "method"];

const typed = (columns: readonly string[]) => Object.fromEntries(columns.map((name) => [name, TYPES[name] ?? "text"]));

function rowsOf(verdict: Verdict, score: QuestionScores, spot: SpotScores | undefined) {
  const values = { ...valuesOf(score), SPOT_BASELINE: spot?.baseline ?? null, SPOT_PEER: spot?.peer ?? null };
  return derivedRows(verdict, score, values).map((row) => ({ ...row, memberId: score.person }));
}

function crowdRowsOf(verdict: Verdict, score: CrowdScores) {
  const values = { ...valuesOf(score), SPOT_BASELINE: score.spotBaseline, SPOT_PEER: score.spotPeer };
  return derivedRows(verdict, score, values).map((row) => ({ ...row, method: score.method.toUpperCase() }));
}

function valuesOf({
  relativeBrier,
  timeAveragedBrier,
  timeAveragedCrps,
  baseline,
  peer,
}: Omit<QuestionScores, "person">) {
  return {
    RELATIVE_BRIER: relativeBrier,
    TIME_AVERAGED_BRIER: timeAveragedBrier,
    BASELINE: baseline,
    PEER: peer,
    CRPS: timeAveragedCrps,
  };
}

/** A row for each rule that gives a value: the others had nothing to score. */
function derivedRows(
  { teamId, resolutionId, questionId }: Verdict,
  { coverage, attendance }: Pick<QuestionScores, "coverage" | "attendance">,
  values: Record<string, number | null>,
) {
  const row = { teamId, resolutionId, scoringVersion: SCORING_VERSION, questionId, coverage, attendance };
  return Object.entries(values).flatMap(([rule, value]) => (value === null ? [] : [{ ...row, rule, value }]));
}
