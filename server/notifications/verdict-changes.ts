import { type QuestionLog, revealedLog } from "#core/forecast-view";
import type { VerdictChange } from "#core/notice";
import type { OutcomeKind, VersionAnswer } from "#core/outcome";
import type { Actor } from "#core/permissions";
import { forecastViews } from "#server/forecasts/forecast-queries";
import type { StoredType, VersionSpec } from "#server/forecasts/read-specs";
import { said } from "#server/forecasts/said";
import { db, pool } from "#server/platform/db";
import { scoresUnder } from "#server/scores/score-question";

interface Row extends VersionAnswer, VersionSpec {
  type: StoredType;
  id: string;
  questionId: string;
  knownAt: number;
  was: OutcomeKind | null;
  optionWas: string | null;
  valueWas: number | null;
  knownWas: number | null;
  reason: string | null;
  opensAt: number;
  closesAt: number;
  /** As stored: there while the verdict is in force. */
  peer: number | null;
}

/**
 * What resolution versions gave a reader, beside the versions before them. What a verdict gave that holds no more is not
 * stored: it is worked out from the log, as far as the reader may see the log now.
 *
 * @returns an entry per resolution
 */
export async function verdictChanges(
  actor: Actor,
  resolutionIds: readonly string[],
): Promise<Map<string, VerdictChange>> {
  if (resolutionIds.length === 0) return new Map();
  const memberIds = actor.memberships.map(({ memberId }) => memberId);
  const { rows } = await pool.query<Row>(
    `SELECT r."id", r."questionId", r."outcome", r."option", r."value", r."reason",
       p."outcome" AS "was", p."option" AS "optionWas", p."value" AS "valueWas",
       (extract(epoch FROM r."knownAt") * 1000)::float8 AS "knownAt",
       (extract(epoch FROM p."knownAt") * 1000)::float8 AS "knownWas",
       (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
       (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
       q."type", v."options", v."rangeMin", v."rangeMax", v."openLower", v."openUpper", v."zeroPoint", v."unit",
       (SELECT s."value" FROM "Score" s
        WHERE s."resolutionId" = r."id" AND s."rule" = 'PEER' AND s."memberId" = ANY ($2::uuid[])) AS "peer"
     FROM "Resolution" r
     LEFT JOIN "Resolution" p ON p."questionId" = r."questionId" AND p."version" = r."version" - 1
     JOIN "Question" q ON q."id" = r."questionId"
     JOIN LATERAL (SELECT * FROM "QuestionVersion" WHERE "questionId" = r."questionId"
       ORDER BY "number" DESC LIMIT 1) v ON true
     WHERE r."id" = ANY ($1::uuid[])`,
    [resolutionIds, memberIds],
  );
  const logs = await logsOf(
    actor,
    rows.flatMap(({ was, questionId }) => (was ? [questionId] : [])),
  );
  const underVerdict = (row: Row, verdict: VersionAnswer, knownAt: number | null): number | null => {
    const question = logs.get(row.questionId);
    if (!question) return null;
    const clocks = { opensAt: row.opensAt, closesAt: row.closesAt, knownAt };
    const own = scoresUnder({ clocks, question, verdict }).find(({ person }) => memberIds.includes(person));
    return own?.peer ?? null;
  };
  return new Map(
    rows.map((row) => {
      const { id, outcome, option, value, was, knownAt, knownWas, reason, peer } = row;
      const earlier = { outcome: was, option: row.optionWas, value: row.valueWas };
      const answer = { outcome, option, value };
      const shown = (verdict: VersionAnswer) => ({ outcome: verdict.outcome, said: said(verdict, row.type, row) });
      const before = was && { ...shown(earlier), peer: underVerdict(row, earlier, knownWas) };
      return [id, { before, after: { ...shown(answer), peer: peer ?? underVerdict(row, answer, knownAt) }, reason }];
    }),
  );
}

/** The logs that the reader sees whole: those of questions that are open again and hidden are not among them. */
async function logsOf(actor: Actor, questionIds: readonly string[]) {
  if (questionIds.length === 0) return new Map<string, QuestionLog>();
  const questions = await db.question.findMany({
    where: { id: { in: [...questionIds] } },
    select: {
      id: true,
      teamId: true,
      state: true,
      revealPolicy: true,
      revealAt: true,
      versions: { orderBy: { number: "desc" }, take: 1, select: { opensAt: true, closesAt: true } },
    },
  });
  const shown = questions.flatMap(({ versions: [version], ...question }) =>
    version ? [{ ...question, ...version }] : [],
  );
  const views = await forecastViews(actor, shown);
  return new Map(
    [...views].flatMap(([id, view]) => {
      const log = revealedLog(view);
      return log ? [[id, log] as const] : [];
    }),
  );
}
