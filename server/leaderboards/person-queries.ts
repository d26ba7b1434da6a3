import { type Actor, can } from "#core/permissions";
import { SCORING_VERSION } from "#core/scoring/version";
import { visibleTo } from "#server/identity/visible-to";
import { db, pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

/** One question of a person's record. A rule without a row had nothing to score. */
export interface PersonQuestion {
  id: string;
  title: string;
  outcome: "YES" | "NO";
  knownAt: Date;
  peer: number;
  baseline: number;
  relativeBrier: number;
  timeAveragedBrier: number;
  coverage: number;
  attendance: number;
}

export interface PersonRecord {
  memberId: string;
  teamId: string;
  name: string;
  team: string;
  role: "LEAD" | "FORECASTER" | "OBSERVER";
  left: boolean;
  own: boolean;
  /** Latest known first. */
  questions: PersonQuestion[];
}

const QUESTIONS = `
  SELECT s."questionId" AS id, v."title", r."outcome", r."knownAt",
    max(s."value") FILTER (WHERE s."rule" = 'PEER') AS peer,
    max(s."value") FILTER (WHERE s."rule" = 'BASELINE') AS baseline,
    max(s."value") FILTER (WHERE s."rule" = 'RELATIVE_BRIER') AS "relativeBrier",
    max(s."value") FILTER (WHERE s."rule" = 'TIME_AVERAGED_BRIER') AS "timeAveragedBrier",
    max(s."coverage") AS coverage, max(s."attendance") AS attendance
  FROM "Score" s
  JOIN LATERAL (SELECT "id", "outcome", "knownAt" FROM "Resolution" WHERE "questionId" = s."questionId"
    ORDER BY "version" DESC LIMIT 1) r ON r."id" = s."resolutionId"
  JOIN LATERAL (SELECT "title" FROM "QuestionVersion" WHERE "questionId" = s."questionId"
    ORDER BY "number" DESC LIMIT 1) v ON true
  WHERE s."memberId" = $1 AND s."scoringVersion" = $2
  GROUP BY s."questionId", v."title", r."outcome", r."knownAt"
  ORDER BY r."knownAt" DESC, s."questionId"`;

/**
 * One person's record in a team: two queries.
 *
 * @throws NOT_FOUND for whoever may not read it: it is one's own, or one is a leader or an admin
 */
export async function personRecord(actor: Actor, memberId: string): Promise<PersonRecord> {
  if (!UUID.test(memberId)) throw notFound();
  const member = await db.member.findFirst({
    where: { id: memberId, ...visibleTo(actor) },
    select: { id: true, teamId: true, name: true, role: true, leftAt: true, team: { select: { name: true } } },
  });
  if (!member || !can(actor, "person.read", { teamId: member.teamId, memberId: member.id })) throw notFound();
  const { rows } = await pool.query<PersonQuestion>(QUESTIONS, [member.id, SCORING_VERSION]);
  return {
    memberId: member.id,
    teamId: member.teamId,
    name: member.name,
    team: member.team.name,
    role: member.role,
    left: member.leftAt !== null,
    own: actor.memberships.some((membership) => membership.memberId === member.id),
    questions: rows,
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
