import { type Actor, can, forecastingMembership } from "#core/permissions";
import { STALE_DAYS } from "#server/forecasts/fresh";
import { pool } from "#server/platform/db";

/** How many days before its close a question waits first. */
export const SOON_DAYS = 7;

const COUNT = `
  WITH pending AS (SELECT p."questionId", p."proposedById" FROM "ResolutionProposal" p
    WHERE p."teamId" = $1
      AND NOT EXISTS (SELECT FROM "ResolutionDecision" d WHERE d."teamId" = $1 AND d."proposalId" = p."id"))
  SELECT count(*)::int AS n
  FROM "Question" q
  LEFT JOIN pending p ON p."questionId" = q."id"
  JOIN "Scenario" s ON s."id" = q."scenarioId" AND s."archivedAt" IS NULL
  JOIN LATERAL (SELECT "closesAt" FROM "QuestionVersion" WHERE "questionId" = q."id"
    ORDER BY "number" DESC LIMIT 1) v ON true
  LEFT JOIN LATERAL (SELECT "kind", "madeAt" FROM "Forecast" WHERE "questionId" = q."id" AND "memberId" = $2
    ORDER BY "sequence" DESC LIMIT 1) f ON true
  WHERE q."teamId" = $1 AND (q."state" IN ('DRAFT', 'OPEN', 'PROPOSED') OR p."questionId" IS NOT NULL) AND (
    ($2::uuid IS NOT NULL AND q."state" = 'OPEN' AND v."closesAt" > now() AND (
      EXISTS (SELECT FROM "Round" r WHERE r."questionId" = q."id" AND coalesce(r."endedAt", r."endsAt") > now()
        AND NOT EXISTS (SELECT FROM "Forecast" a WHERE a."questionId" = q."id" AND a."memberId" = $2
          AND a."kind" <> 'WITHDRAWAL' AND a."madeAt" >= r."opensAt"))
      OR v."closesAt" <= now() + make_interval(days => $5) OR f."kind" IS NULL
      OR (f."kind" <> 'WITHDRAWAL' AND f."madeAt" <= now() - make_interval(days => $6))))
    OR ($3 AND (q."state" = 'DRAFT'
      OR (q."state" = 'OPEN' AND v."closesAt" <= now())
      OR (p."questionId" IS NOT NULL AND p."proposedById" IS DISTINCT FROM $4::uuid))))`;

/** How many things the desk of an actor holds in a team; the frame of every page shows it. One query. */
export async function waitingOnDesk(actor: Actor, teamId: string): Promise<number> {
  const memberId = forecastingMembership(actor, teamId)?.memberId ?? null;
  const resolves = can(actor, "resolution.desk", { teamId });
  if (!memberId && !resolves) return 0;
  const values = [teamId, memberId, resolves, actor.userId, SOON_DAYS, STALE_DAYS];
  const { rows } = await pool.query<{ n: number }>({ name: "waiting-on-desk", text: COUNT, values });
  return rows[0]?.n ?? 0;
}
