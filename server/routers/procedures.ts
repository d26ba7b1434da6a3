import { z } from "zod";
import { type Actor, can, type OrgAction, type PersonAction, type TeamAction } from "#core/permissions";
import type { StoredState } from "#core/resolution";
import { visibleTo } from "#server/identity/visible-to";
import { db, pool } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { appErrors, type Meta, t } from "#server/routers/trpc";

/**
 * The only way to make a procedure is through these builders, and each asks for the permission it needs: a procedure
 * that names none does not compile. What an actor may not read is NOT_FOUND; what they may read but not do, FORBIDDEN.
 */
const Id = z.uuid();

const base = (meta: Meta) => t.procedure.meta(meta).use(appErrors);

const signedIn = (meta: Meta) =>
  base(meta).use(({ ctx, next }) => {
    if (!ctx.actor && ctx.visitor)
      throw new AppError(
        "FORBIDDEN",
        "Administrators use one-time codes here. Set yours up first, on your account's page.",
      );
    if (!ctx.actor) throw new AppError("NOT_SIGNED_IN", "Sign in to go on.");
    return next({ ctx: { ...ctx, actor: ctx.actor } });
  });

/** For people at the door: signing in by link, accepting an invitation. The reason is part of the code on purpose. */
export const openProcedure = (_reason: string) => base({ permission: "anyone", subject: "none" });

/** For who has to set up one-time codes before anything else: that, and leaving again. */
export const visitorProcedure = () =>
  base({ permission: "signed-in", subject: "self" }).use(({ ctx, next }) => {
    const actor = ctx.visitor ?? ctx.actor;
    if (!actor) throw new AppError("NOT_SIGNED_IN", "Sign in to go on.");
    return next({ ctx: { ...ctx, actor } });
  });

/** One's own account and nothing else. */
export const selfProcedure = () => signedIn({ permission: "signed-in", subject: "self" });

export const orgProcedure = (action: OrgAction) =>
  signedIn({ permission: action, subject: "org" }).use(({ ctx, next }) => {
    if (!can(ctx.actor, action)) throw notFound();
    return next();
  });

export const teamProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "team" })
    .input(z.object({ teamId: Id }))
    .use(({ ctx, input, next }) => {
      allow(ctx.actor, action, input.teamId);
      return next({ ctx: { ...ctx, teamId: input.teamId } });
    });

export const personProcedure = (action: PersonAction) =>
  signedIn({ permission: action, subject: "person" })
    .input(z.object({ memberId: Id }))
    .use(async ({ ctx, input, next }) => {
      const member = await db.member.findFirst({
        where: { id: input.memberId, ...visibleTo(ctx.actor) },
        select: { id: true, teamId: true },
      });
      if (!member || !can(ctx.actor, action, { teamId: member.teamId, memberId: member.id })) throw notFound();
      return next({ ctx: { ...ctx, member } });
    });

export const briefProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "brief" })
    .input(z.object({ briefId: Id }))
    .use(async ({ ctx, input, next }) => {
      const brief = await db.brief.findFirst({
        where: { id: input.briefId, ...visibleTo(ctx.actor) },
        select: { id: true, teamId: true },
      });
      if (!brief) throw notFound();
      allow(ctx.actor, action, brief.teamId);
      return next({ ctx: { ...ctx, brief } });
    });

export const scenarioProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "scenario" })
    .input(z.object({ scenarioId: Id }))
    .use(async ({ ctx, input, next }) => {
      const scenario = await db.scenario.findFirst({
        where: { id: input.scenarioId, ...visibleTo(ctx.actor) },
        select: { id: true, teamId: true, briefId: true, archivedAt: true },
      });
      if (!scenario) throw notFound();
      allow(ctx.actor, action, scenario.teamId);
      return next({ ctx: { ...ctx, scenario } });
    });

export const relationProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "relation" })
    .input(z.object({ relationId: Id }))
    .use(async ({ ctx, input, next }) => {
      const relation = await db.scenarioRelation.findFirst({
        where: { id: input.relationId, ...visibleTo(ctx.actor) },
        select: { id: true, teamId: true },
      });
      if (!relation) throw notFound();
      allow(ctx.actor, action, relation.teamId);
      return next({ ctx: { ...ctx, relation } });
    });

export const questionProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "question" })
    .input(z.object({ questionId: Id }))
    .use(async ({ ctx, input, next }) => {
      const question = await questionAtDoor(input.questionId);
      if (!question) throw notFound();
      allow(ctx.actor, action, question.teamId);
      return next({ ctx: { ...ctx, question } });
    });

export const proposalProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "proposal" })
    .input(z.object({ proposalId: Id }))
    .use(async ({ ctx, input, next }) => {
      const proposal = await db.resolutionProposal.findFirst({
        where: { id: input.proposalId, ...visibleTo(ctx.actor) },
        select: { id: true, teamId: true, questionId: true, proposedById: true, proposedAt: true },
      });
      if (!proposal) throw notFound();
      allow(ctx.actor, action, proposal.teamId);
      return next({ ctx: { ...ctx, proposal } });
    });

export const importProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "import" })
    .input(z.object({ importId: Id }))
    .use(async ({ ctx, input, next }) => {
      const found = await db.worldImport.findFirst({
        where: { id: input.importId, ...visibleTo(ctx.actor) },
        select: { id: true, teamId: true },
      });
      if (!found) throw notFound();
      allow(ctx.actor, action, found.teamId);
      return next({ ctx: { ...ctx, import: found } });
    });

interface QuestionAtDoor {
  id: string;
  teamId: string;
  scenarioId: string;
  type: "BINARY";
  state: StoredState;
}

/** By SQL, since every forecast passes here: `allow` decides on its team who may know of it. */
async function questionAtDoor(id: string): Promise<QuestionAtDoor | null> {
  const { rows } = await pool.query<QuestionAtDoor>({
    name: "question-at-door",
    text: `SELECT "id", "teamId", "scenarioId", "type", "state" FROM "Question" WHERE "id" = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

function allow(actor: Actor, action: TeamAction, teamId: string): void {
  if (!can(actor, "team.read", { teamId })) throw notFound();
  if (!can(actor, action, { teamId })) throw new AppError("FORBIDDEN", "Your role in this team does not allow that.");
}
