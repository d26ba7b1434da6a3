import { z } from "zod";
import { can, type OrgAction, type PersonAction, type TeamAction } from "#core/permissions";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import {
  findBrief,
  findImport,
  findProposal,
  findQuestion,
  findRelation,
  findScenario,
  findTeam,
} from "#server/routers/subjects";
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
    .use(async ({ ctx, input, next }) => {
      const { id: teamId } = await findTeam(ctx.actor, action, input.teamId);
      return next({ ctx: { ...ctx, teamId } });
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
    .use(async ({ ctx, input, next }) =>
      next({ ctx: { ...ctx, brief: await findBrief(ctx.actor, action, input.briefId) } }),
    );

export const scenarioProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "scenario" })
    .input(z.object({ scenarioId: Id }))
    .use(async ({ ctx, input, next }) =>
      next({ ctx: { ...ctx, scenario: await findScenario(ctx.actor, action, input.scenarioId) } }),
    );

export const relationProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "relation" })
    .input(z.object({ relationId: Id }))
    .use(async ({ ctx, input, next }) =>
      next({ ctx: { ...ctx, relation: await findRelation(ctx.actor, action, input.relationId) } }),
    );

export const questionProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "question" })
    .input(z.object({ questionId: Id }))
    .use(async ({ ctx, input, next }) =>
      next({ ctx: { ...ctx, question: await findQuestion(ctx.actor, action, input.questionId) } }),
    );

export const proposalProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "proposal" })
    .input(z.object({ proposalId: Id }))
    .use(async ({ ctx, input, next }) =>
      next({ ctx: { ...ctx, proposal: await findProposal(ctx.actor, action, input.proposalId) } }),
    );

export const importProcedure = (action: TeamAction) =>
  signedIn({ permission: action, subject: "import" })
    .input(z.object({ importId: Id }))
    .use(async ({ ctx, input, next }) =>
      next({ ctx: { ...ctx, import: await findImport(ctx.actor, action, input.importId) } }),
    );
