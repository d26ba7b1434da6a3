import { type Actor, can, type TeamAction } from "#core/permissions";
import type { StoredState } from "#core/resolution";
import type { StoredType } from "#server/forecasts/read-specs";
import { visibleTo } from "#server/identity/visible-to";
import { db, pool } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";

/**
 * What a call is about, found for whoever may do what they ask for: the same for procedures and REST. What an actor may
 * not read is NOT_FOUND; what they may read but not do, FORBIDDEN.
 */
type Find<S> = (actor: Actor, action: TeamAction, id: string) => Promise<S>;

export const findTeam: Find<{ id: string }> = async (actor, action, id) => {
  allow(actor, action, id);
  return { id };
};

export const findBrief: Find<{ id: string; teamId: string }> = async (actor, action, id) =>
  allowed(
    actor,
    action,
    await db.brief.findFirst({ where: { id, ...visibleTo(actor) }, select: { id: true, teamId: true } }),
  );

interface ScenarioAtDoor {
  id: string;
  teamId: string;
  briefId: string;
  archivedAt: Date | null;
}

export const findScenario: Find<ScenarioAtDoor> = async (actor, action, id) =>
  allowed(
    actor,
    action,
    await db.scenario.findFirst({
      where: { id, ...visibleTo(actor) },
      select: { id: true, teamId: true, briefId: true, archivedAt: true },
    }),
  );

export const findRelation: Find<{ id: string; teamId: string }> = async (actor, action, id) =>
  allowed(
    actor,
    action,
    await db.scenarioRelation.findFirst({ where: { id, ...visibleTo(actor) }, select: { id: true, teamId: true } }),
  );

interface QuestionAtDoor {
  id: string;
  teamId: string;
  scenarioId: string;
  type: StoredType;
  state: StoredState;
}

/** By SQL, since every forecast passes here. */
export const findQuestion: Find<QuestionAtDoor> = async (actor, action, id) => {
  const { rows } = await pool.query<QuestionAtDoor>({
    name: "question-at-door",
    text: `SELECT "id", "teamId", "scenarioId", "type", "state" FROM "Question" WHERE "id" = $1`,
    values: [id],
  });
  return allowed(actor, action, rows[0] ?? null);
};

interface ProposalAtDoor {
  id: string;
  teamId: string;
  questionId: string;
  proposedById: string | null;
  proposedAt: Date;
}

export const findProposal: Find<ProposalAtDoor> = async (actor, action, id) =>
  allowed(
    actor,
    action,
    await db.resolutionProposal.findFirst({
      where: { id, ...visibleTo(actor) },
      select: { id: true, teamId: true, questionId: true, proposedById: true, proposedAt: true },
    }),
  );

export const findImport: Find<{ id: string; teamId: string }> = async (actor, action, id) =>
  allowed(
    actor,
    action,
    await db.worldImport.findFirst({ where: { id, ...visibleTo(actor) }, select: { id: true, teamId: true } }),
  );

/** A file of evidence, by the question that it was handed in for. Whether its reader may have it, `readEvidence` decides. */
export const findFile: Find<{ id: string; teamId: string }> = async (actor, action, id) =>
  allowed(
    actor,
    action,
    await db.evidenceFile.findFirst({ where: { id, ...visibleTo(actor) }, select: { id: true, teamId: true } }),
  );

function allowed<S extends { teamId: string }>(actor: Actor, action: TeamAction, subject: S | null): S {
  if (!subject) throw notFound();
  allow(actor, action, subject.teamId);
  return subject;
}

function allow(actor: Actor, action: TeamAction, teamId: string): void {
  if (!can(actor, "team.read", { teamId })) throw notFound();
  if (!can(actor, action, { teamId })) throw new AppError("FORBIDDEN", "Your role in this team does not allow that.");
}
