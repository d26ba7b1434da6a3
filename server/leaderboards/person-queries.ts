import { type Actor, can } from "#core/permissions";
import type { QuestionSelection } from "#core/question-selection";
import { visibleTo } from "#server/identity/visible-to";
import { db, pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { pageId } from "#server/platform/page-id";
import { type SelectedQuestion, selectedQuestions } from "#server/scores/question-selection";

/** One question of a person's record. A rule is null where it had nothing to score. */
export interface PersonQuestion extends Pick<SelectedQuestion, "id" | "title" | "outcome" | "said" | "effectiveClose"> {
  peer: number | null;
  baseline: number | null;
  relativeBrier: number | null;
  timeAveragedBrier: number | null;
  spotPeer: number | null;
  spotBaseline: number | null;
  coverage: number;
  attendance: number;
}

export interface RecordOwner {
  memberId: string;
  teamId: string;
  name: string;
  team: string;
  role: "LEAD" | "FORECASTER" | "OBSERVER";
  left: boolean;
  own: boolean;
}

/**
 * Whose record it is: one query.
 *
 * @throws NOT_FOUND for whoever may not read it: it is one's own, or one is a leader or an admin
 */
export async function recordOwner(actor: Actor, id: string): Promise<RecordOwner> {
  const member = await db.member.findFirst({
    where: { id: pageId(id), ...visibleTo(actor) },
    select: { id: true, teamId: true, name: true, role: true, leftAt: true, team: { select: { name: true } } },
  });
  if (!member || !can(actor, "person.read", { teamId: member.teamId, memberId: member.id })) throw notFound();
  return {
    memberId: member.id,
    teamId: member.teamId,
    name: member.name,
    team: member.team.name,
    role: member.role,
    left: member.leftAt !== null,
    own: actor.memberships.some((membership) => membership.memberId === member.id),
  };
}

/**
 * The scored questions of a record that a selection takes, latest closed first: those behind the person's line of the
 * board of the same selection. Two queries.
 *
 * @throws NOT_FOUND as {@link recordOwner}
 */
export async function recordQuestions(
  actor: Actor,
  { memberId, teamId }: Pick<RecordOwner, "memberId" | "teamId">,
  selection: QuestionSelection,
): Promise<PersonQuestion[]> {
  if (!can(actor, "person.read", { teamId, memberId })) throw notFound();
  const questions = await selectedQuestions(actor, [teamId], selection);
  const { rows } = await pool.query<Scores>(SCORES, [memberId, questions.map(({ resolutionId }) => resolutionId)]);
  const scores = new Map(rows.map(({ questionId, ...row }) => [questionId, row]));
  return questions.flatMap(({ id, title, outcome, said, effectiveClose }) => {
    const row = scores.get(id);
    return row ? [{ id, title, outcome, said, effectiveClose, ...row }] : [];
  });
}

type Scores = Omit<PersonQuestion, "id" | "title" | "outcome" | "said" | "effectiveClose"> & { questionId: string };

const SCORES = `
  SELECT "questionId",
    max("value") FILTER (WHERE "rule" = 'PEER') AS peer,
    max("value") FILTER (WHERE "rule" = 'BASELINE') AS baseline,
    max("value") FILTER (WHERE "rule" = 'RELATIVE_BRIER') AS "relativeBrier",
    max("value") FILTER (WHERE "rule" = 'TIME_AVERAGED_BRIER') AS "timeAveragedBrier",
    max("value") FILTER (WHERE "rule" = 'SPOT_PEER') AS "spotPeer",
    max("value") FILTER (WHERE "rule" = 'SPOT_BASELINE') AS "spotBaseline",
    max("coverage") AS coverage, max("attendance") AS attendance
  FROM "Score" WHERE "memberId" = $1 AND "resolutionId" = ANY ($2::uuid[])
  GROUP BY "questionId"`;
