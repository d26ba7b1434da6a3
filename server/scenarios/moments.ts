import type { Instant } from "#core/clock";
import { type Actor, can } from "#core/permissions";
import type { RevealPolicy } from "#core/question";
import type { StoredState } from "#core/resolution";
import type { RoundSpan } from "#core/round";
import { sightOf, viewerOf } from "#core/visibility";
import { pool } from "#server/platform/db";
import { ROUND_SPANS } from "#server/rounds/round-spans";

/** The changes next to an instant, in milliseconds; null where there is none. */
export interface Moments {
  before: Instant | null;
  after: Instant | null;
}

/** What an actor may know the instants of. */
interface Seen {
  scenarioId: string;
  teamId: string;
  /** Questions that they may read. */
  questions: string[];
  /** Those of which they see everything now. */
  full: string[];
  /** The memberships that are theirs. */
  own: string[];
  /** Whether they see others' dissents, and the comments on the rationale. */
  dissents: boolean;
}

/**
 * The change before and the change after an instant, of all that a scenario's page shows this actor: never that of
 * anything hidden from them now, since its instant would tell of it. Two queries.
 *
 * @param only of one question, for its page; null for the whole scenario
 */
export async function momentsBeside(
  actor: Actor,
  { scenarioId, teamId }: { scenarioId: string; teamId: string },
  at: Instant,
  only: string | null = null,
): Promise<Moments> {
  const seen = await seenBy(actor, { scenarioId, teamId }, only);
  const { rows } = await pool.query<{ before: number | null; after: number | null }>({
    name: "scenario-moments",
    text: MOMENTS,
    values: [scenarioId, seen.questions, seen.full, seen.own, seen.dissents, new Date(at)],
  });
  const [row] = rows;
  const whole = (instant: number | null | undefined) => (instant == null ? null : Math.floor(instant));
  return { before: whole(row?.before), after: whole(row?.after) };
}

interface Rule {
  id: string;
  role: "HEADLINE" | "INDICATOR" | "CONDITIONAL";
  revealPolicy: RevealPolicy;
  revealAt: number | null;
  rounds: RoundSpan[];
  state: StoredState;
  closesAt: number;
  now: number;
  forecasters: string[];
}

async function seenBy(
  actor: Actor,
  { scenarioId, teamId }: { scenarioId: string; teamId: string },
  only: string | null,
): Promise<Seen> {
  const { rows } = await pool.query<Rule>({
    name: "scenario-reveal-rules",
    text: `SELECT q."id", q."role", q."revealPolicy", q."state",
        (extract(epoch FROM q."revealAt") * 1000)::float8 AS "revealAt", ${ROUND_SPANS} AS "rounds",
        (extract(epoch FROM v."closesAt") * 1000)::float8 AS "closesAt",
        (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "now",
        ARRAY (SELECT h."memberId" FROM "ForecastHead" h WHERE h."questionId" = q."id" AND h."memberId" = ANY ($2::uuid[]))
          AS "forecasters"
      FROM "Question" q JOIN LATERAL (
        SELECT "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id" ORDER BY "number" DESC LIMIT 1
      ) v ON true WHERE q."scenarioId" = $1`,
    values: [scenarioId, actor.memberships.map(({ memberId }) => memberId)],
  });
  const viewer = viewerOf(actor, teamId);
  const readable = rows.filter(({ state }) =>
    can(actor, state === "DRAFT" ? "question.write" : "question.read", { teamId }),
  );
  const full = readable.filter(({ forecasters, now, ...rule }) => {
    const hasForecast = viewer.memberId !== null && forecasters.includes(viewer.memberId);
    return sightOf(rule, viewer, hasForecast, now).sight === "full";
  });
  const ids = (list: readonly Rule[]) => list.flatMap(({ id }) => (only === null || id === only ? [id] : []));
  return {
    scenarioId,
    teamId,
    questions: ids(readable),
    full: ids(full),
    own: actor.memberships.map(({ memberId }) => memberId),
    dissents: readable.filter(({ role }) => role === "HEADLINE").every((headline) => full.includes(headline)),
  };
}

/**
 * Whoever writes changes the rationale many times a minute: of a minute's updates the last is the change.
 * $1 scenario, $2 readable questions, $3 those seen in full, $4 own memberships, $5 whether dissents and comments on the rationale are seen, $6 the instant.
 */
const SOURCES = [
  `SELECT "createdAt" AS m FROM "ScenarioVersion" WHERE "scenarioId" = $1`,
  `SELECT v."createdAt" FROM "BriefVersion" v JOIN "Scenario" s ON s."briefId" = v."briefId" WHERE s."id" = $1`,
  `SELECT "createdAt" FROM "PassageAnchor" WHERE "scenarioId" = $1`,
  `SELECT "publishedAt" FROM "Question" WHERE "id" = ANY ($2)`,
  `SELECT "createdAt" FROM "QuestionVersion" WHERE "questionId" = ANY ($2)`,
  `SELECT "opensAt" FROM "Round" WHERE "questionId" = ANY ($2)`,
  `SELECT coalesce("endedAt", "endsAt") FROM "Round" WHERE "questionId" = ANY ($2)`,
  `SELECT "proposedAt" FROM "ResolutionProposal" WHERE "questionId" = ANY ($2)`,
  `SELECT d."decidedAt" FROM "ResolutionDecision" d JOIN "ResolutionProposal" p ON p."id" = d."proposalId"
     WHERE p."questionId" = ANY ($2)`,
  `SELECT "resolvedAt" FROM "Resolution" WHERE "questionId" = ANY ($2)`,
  `SELECT "createdAt" FROM "QuestionComment" WHERE "questionId" = ANY ($3)`,
  `SELECT "createdAt" FROM "Dissent" WHERE "scenarioId" = $1 AND ($5 OR "memberId" = ANY ($4))`,
  `SELECT e."createdAt" FROM "RationaleThreadEntry" e JOIN "RationaleThread" t ON t."id" = e."threadId"
     WHERE t."scenarioId" = $1 AND $5`,
  `SELECT "madeAt" FROM "Forecast" WHERE "questionId" = ANY ($3)`,
  `SELECT "madeAt" FROM "Forecast" WHERE "questionId" = ANY ($2) AND "memberId" = ANY ($4)`,
  `SELECT max("createdAt") FROM "DocumentUpdate" WHERE "documentId" = $1 GROUP BY date_trunc('minute', "createdAt")`,
  `SELECT c."at" FROM "ScenarioRelationChange" c JOIN "ScenarioRelationMember" r ON r."relationId" = c."relationId"
     WHERE r."scenarioId" = $1`,
  `SELECT r."createdAt" FROM "ScenarioRelation" r JOIN "ScenarioRelationMember" m ON m."relationId" = r."id"
     WHERE m."scenarioId" = $1`,
];

const MOMENTS = `
  SELECT (extract(epoch FROM max(m) FILTER (WHERE m < date_trunc('milliseconds', $6::timestamptz))) * 1000)::float8 AS "before",
    (extract(epoch FROM min(m) FILTER (WHERE m >= date_trunc('milliseconds', $6::timestamptz) + interval '1 millisecond'
      AND m <= clock_timestamp())) * 1000)::float8 AS "after"
  FROM (${SOURCES.join(" UNION ALL ")}) AS moments`;
