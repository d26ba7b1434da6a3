import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { lockTags } from "#server/questions/tags/lock-tags";
import { sameTag } from "#server/questions/tags/tag-name";

type Ctx = { actor: Actor; teamId: string };
type Tag = { id: string; name: string };

/**
 * Renames a tag wherever it stands.
 *
 * @throws CONFLICT when another tag of the team has that name in any case: those are merged instead
 */
export const renameTag = (ctx: Ctx, { tagId, name }: { tagId: string; name: string }): Promise<{ before: string }> =>
  change(ctx, tagId, async (tx, tag) => {
    const twin = (await tx.tag.findMany({ where: { teamId: ctx.teamId, id: { not: tagId } } })).find(
      (other) => sameTag(other.name) === sameTag(name),
    );
    if (twin) {
      throw new AppError("CONFLICT", `There is a tag “${twin.name}” already: merge this one into it.`, "name");
    }
    await tx.tag.update({ where: { id: tagId }, data: { name }, select: { id: true } });
    await audit(tx, ctx, "tag.rename", tagId);
    return { before: tag.name };
  });

/** Puts one tag in the place of another, which goes. */
export const mergeTags = (ctx: Ctx, { tagId, into }: { tagId: string; into: string }): Promise<{ questions: number }> =>
  change(ctx, tagId, async (tx) => {
    const target = await tx.tag.findFirst({ where: { id: into, teamId: ctx.teamId }, select: { id: true } });
    if (!target) throw notFound();
    if (into === tagId) throw new AppError("INVALID", "A tag is merged into another one.", "into");
    const { teamId } = ctx;
    const carried = await tx.questionTag.findMany({ where: { tagId }, select: { questionId: true } });
    await tx.questionTag.createMany({
      data: carried.map(({ questionId }) => ({ teamId, questionId, tagId: into })),
      skipDuplicates: true,
    });
    await tx.tag.delete({ where: { id: tagId }, select: { id: true } });
    await audit(tx, ctx, "tag.merge", tagId, { into, questions: carried.length });
    return { questions: carried.length };
  });

/** Takes a tag off every question and out of the team. The questions stay as they are. */
export const deleteTag = (ctx: Ctx, { tagId }: { tagId: string }): Promise<{ questions: number }> =>
  change(ctx, tagId, async (tx) => {
    const { count } = await tx.questionTag.deleteMany({ where: { tagId } });
    await tx.tag.delete({ where: { id: tagId }, select: { id: true } });
    await audit(tx, ctx, "tag.delete", tagId, { questions: count });
    return { questions: count };
  });

/** One transaction on a tag of the team as it now stands. @throws NOT_FOUND for another team's */
async function change<T>(
  { teamId }: Ctx,
  tagId: string,
  act: (tx: Prisma.TransactionClient, tag: Tag) => Promise<T>,
): Promise<T> {
  return db.$transaction(async (tx) => {
    await lockTags(tx, teamId);
    const tag = await tx.tag.findFirst({ where: { id: tagId, teamId }, select: { id: true, name: true } });
    if (!tag) throw notFound();
    return act(tx, tag);
  });
}

const audit = (
  tx: Prisma.TransactionClient,
  { actor, teamId }: Ctx,
  action: `tag.${string}`,
  subjectId: string,
  detail: Prisma.InputJsonObject = {},
) => recordAudit(tx, { actorId: actor.userId, teamId, action, subjectId, detail });
