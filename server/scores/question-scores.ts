import type { Clocks } from "#core/clock";
import { effectiveClose } from "#core/clock";
import type { HeldValue } from "#core/forecast-value";
import { type ForecastView, type LoggedForecast, ownLogOf, type QuestionLog, revealedLog } from "#core/forecast-view";
import { type Answer, saysWhatHappened } from "#core/outcome";
import { type Actor, forecastingMembership } from "#core/permissions";
import { underVerdict } from "#core/resolved-question";
import { explainScore, explainSpot, type ScorePart } from "#core/scoring/explain";
import type { Sweepable } from "#core/scoring/sweep";
import { SCORING_VERSION } from "#core/scoring/version";
import { type WhyNoScore, whyNoScore } from "#core/scoring/why-no-score";
import type { ScoreRule } from "#prisma/client/client";
import { pool } from "#server/platform/db";

/** A question and what its viewer may see of its forecasts, as its page has them. */
interface Viewed {
  id: string;
  teamId: string;
  state: Parameters<typeof whyNoScore>[0]["state"];
  forecasts: ForecastView;
}

/** One person's stored scores on a question, or why there are none. */
export interface PersonScores {
  /** Null where the reader is not told who it is. */
  memberId: string | null;
  name: string;
  own: boolean;
  scores: Partial<Record<ScoreRule, number>>;
  coverage: number | null;
  attendance: number | null;
  why: WhyNoScore | null;
}

/** One stored score and the parts that add up to it. */
export interface ExplainedScore {
  memberId: string;
  name: string;
  own: boolean;
  rule: ScoreRule;
  stored: number;
  /** The parts added up in their order. */
  sum: number;
  /** The parts come from this scoring code; a row of another waits to be recomputed. */
  sameVersion: boolean;
  parts: readonly ScorePart<HeldValue>[];
  /** Everything they said, in order: the late entries are among it. */
  log: readonly LoggedForecast[];
}

export interface QuestionScoreSheet {
  /** What happened, once the question is resolved. */
  answer: Answer | null;
  clocks: { opensAt: number; closesAt: number; knownAt: number | null };
  /** A: where forecasts stopped counting. */
  close: number;
  /** Everybody the viewer may see scores of: themselves first, then by peer points. */
  people: PersonScores[];
  /** Rules with a stored score, in the order they are shown in. */
  rules: ScoreRule[];
  explained: ExplainedScore | null;
}

const RULES: readonly ScoreRule[] = [
  "PEER",
  "BASELINE",
  "RELATIVE_BRIER",
  "TIME_AVERAGED_BRIER",
  "SPOT_PEER",
  "SPOT_BASELINE",
  "CRPS",
];

/** How people stand on boards that the viewer reads: by member id; null for who is not shown. */
export type Shown = ReadonlyMap<string, { readonly memberId: string | null; readonly name: string } | null>;

/**
 * Everybody's scores on a question as they are stored, and one of them explained. Forecasts come through the viewer's
 * own view, so nothing is explained that is not shown. Two queries.
 *
 * @param boards as far as the team shows its members to each other: scores are shown no further than on its boards
 * @param asked whose score and by which rule; what is not there gives the viewer's own, or the first
 */
export async function questionScores(
  actor: Actor,
  question: Viewed,
  asked: { who: string | undefined; rule: string | undefined },
  boards: Shown,
): Promise<QuestionScoreSheet> {
  const [verdict, stored] = await Promise.all([verdictOf(question.id), storedScores(question.id)]);
  const { revealed, whoHasForecast } = question.forecasts;
  const clocks: Clocks = verdict;
  const ownIds = new Set(
    actor.memberships.filter(({ teamId }) => teamId === question.teamId).map(({ memberId }) => memberId),
  );
  const seen = revealedLog(question.forecasts) ?? ownLogOf(question.forecasts);
  const log: readonly LoggedForecast[] = seen.log;
  const mayForecast = forecastingMembership(actor, question.teamId) !== null;
  const known = new Map(whoHasForecast.map(({ memberId, name }) => [memberId, name]));
  for (const memberId of ownIds) if (!known.has(memberId)) known.set(memberId, "You");
  const shown = question.state === "RESOLVED" && revealed !== null;
  const people = [...known]
    .filter(([memberId]) => ownIds.has(memberId) || (shown && boards.get(memberId) !== null))
    .map(([memberId, name]): PersonScores => {
      const own = ownIds.has(memberId);
      const who = (own ? null : boards.get(memberId)) ?? { memberId, name };
      const rows = shown ? stored.filter((row) => row.memberId === memberId) : [];
      const [first] = rows;
      return {
        memberId: who.memberId,
        name: who.name,
        own,
        scores: Object.fromEntries(rows.map(({ rule, value }) => [rule, value])),
        coverage: first?.coverage ?? null,
        attendance: first?.attendance ?? null,
        why: first
          ? null
          : whyNoScore(
              { state: question.state, clocks, log },
              { person: memberId, forecasts: own ? mayForecast : true, shown: own || revealed !== null },
            ),
      };
    })
    .sort((a, b) => Number(b.own) - Number(a.own) || (b.scores.PEER ?? -Infinity) - (a.scores.PEER ?? -Infinity));
  const rules = RULES.filter((rule) => people.some(({ scores }) => scores[rule] !== undefined));
  return {
    answer: verdict.answer,
    clocks,
    close: effectiveClose(clocks),
    people,
    rules,
    explained: explain(people, stored, verdict, seen, asked),
  };
}

type Verdict = Awaited<ReturnType<typeof verdictOf>>;

function explain(
  people: readonly PersonScores[],
  stored: readonly StoredScore[],
  verdict: Verdict,
  seen: QuestionLog,
  asked: { who: string | undefined; rule: string | undefined },
): ExplainedScore | null {
  const scored = people.flatMap(({ why, memberId, ...person }) =>
    why === null && memberId !== null ? [{ ...person, memberId }] : [],
  );
  const person = scored.find(({ memberId }) => memberId === asked.who) ?? scored[0];
  if (!person || !verdict.answer) return null;
  const rule = RULES.find((one) => one.toLowerCase() === asked.rule && person.scores[one] !== undefined) ?? "PEER";
  const row = stored.find(({ memberId, rule: of }) => memberId === person.memberId && of === rule);
  if (!row) return null;
  const { memberId, name, own } = person;
  const parts: readonly ScorePart<HeldValue>[] =
    underVerdict(verdict, seen, verdict.answer, (question) => partsOf(rule, question, verdict.revealAt, memberId)) ??
    [];
  const log: readonly LoggedForecast[] = seen.log;
  return {
    memberId,
    name,
    own,
    rule,
    stored: row.value,
    sum: parts.reduce((sum, { points }) => sum + points, 0),
    sameVersion: row.scoringVersion === SCORING_VERSION,
    parts,
    log: log.filter((event) => event.person === memberId),
  };
}

function partsOf<V extends HeldValue>(
  rule: ScoreRule,
  question: Sweepable<V>,
  revealAt: number | null,
  person: string,
): readonly ScorePart<V>[] {
  switch (rule) {
    case "PEER":
      return explainScore(question, person, "peer").parts;
    case "BASELINE":
      return explainScore(question, person, "baseline").parts;
    case "RELATIVE_BRIER":
      return explainScore(question, person, "relative_brier").parts;
    case "TIME_AVERAGED_BRIER":
      return explainScore(question, person, "time_averaged_brier").parts;
    case "CRPS":
      return explainScore(question, person, "time_averaged_crps").parts;
    case "SPOT_PEER":
    case "SPOT_BASELINE": {
      const spot = rule === "SPOT_PEER" ? "spot_peer" : "spot_baseline";
      const { part } = explainSpot(question, revealAt, person, spot);
      return part ? [part] : [];
    }
  }
}

/** The clocks in force to the microsecond, as the scorer reads them, with the verdict in force if there is one. */
async function verdictOf(questionId: string) {
  const { rows } = await pool.query<{
    opensAt: number;
    closesAt: number;
    knownAt: number | null;
    revealAt: number | null;
    resolved: boolean;
    outcome: Answer["outcome"] | null;
    option: string | null;
    value: number | null;
  }>(
    `SELECT (extract(epoch FROM v."opensAt") * 1000)::float8 AS "opensAt",
       (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
       (extract(epoch FROM r."knownAt") * 1000)::float8 AS "knownAt",
       (extract(epoch FROM q."revealAt") * 1000)::float8 AS "revealAt",
       q."state" = 'RESOLVED' AS "resolved", r."outcome", r."option", r."value"
     FROM "Question" q
     JOIN LATERAL (SELECT "opensAt", "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id"
       ORDER BY "number" DESC LIMIT 1) v ON true
     LEFT JOIN LATERAL (SELECT "outcome", "option", "value",
         CASE WHEN "outcome" NOT IN ('VOID', 'AMBIGUOUS') THEN "knownAt" END AS "knownAt"
       FROM "Resolution" WHERE "questionId" = q."id" ORDER BY "version" DESC LIMIT 1) r ON true
     WHERE q."id" = $1`,
    [questionId],
  );
  const [row] = rows;
  if (!row) throw new RangeError(`question ${questionId} must have a version`);
  const { resolved, outcome, option, value, ...clocks } = row;
  return { ...clocks, answer: resolved && saysWhatHappened(outcome) ? { outcome, option, value } : null };
}

interface StoredScore {
  memberId: string;
  rule: ScoreRule;
  value: number;
  coverage: number;
  attendance: number;
  scoringVersion: number;
}

/** The rows of the verdict in force. */
async function storedScores(questionId: string): Promise<StoredScore[]> {
  const { rows } = await pool.query<StoredScore>(
    `SELECT s."memberId", s."rule", s."value", s."coverage", s."attendance", s."scoringVersion"
     FROM (SELECT "id" FROM "Resolution" WHERE "questionId" = $1 ORDER BY "version" DESC LIMIT 1) r
     JOIN "Score" s ON s."resolutionId" = r."id"
     JOIN "Question" q ON q."id" = s."questionId" AND q."state" = 'RESOLVED'
     ORDER BY s."memberId", s."rule"`,
    [questionId],
  );
  return rows;
}
