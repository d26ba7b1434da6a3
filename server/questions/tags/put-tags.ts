import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";
import { lockTags } from "#server/questions/tags/lock-tags";
import { sameTag } from "#server/questions/tags/tag-name";

type Ctx = { actor: Actor; question: { id: string; teamId: string } };

/**
 * Gives a question exactly these tags. One that the team does not have yet is made; another spelling of one that it has
 * is that one.
 *
 * @returns what the question carried before, so that it can be taken back, and what it carries now
 */
export async function setTags(
  { actor, question }: Ctx,
  { tags }: { tags: readonly string[] },
): Promise<{ before: string[]; tags: string[] }> {
  return db.$transaction(async (tx) => {
    const { teamId, id } = question;
    await lockTags(tx, teamId);
    const before = await tagsOf(tx, id);
    await putTags(tx, question, tags);
    const after = await tagsOf(tx, id);
    const changed = {
      added: after.filter((name) => !before.includes(name)).length,
      removed: before.filter((name) => !after.includes(name)).length,
    };
    if (changed.added + changed.removed > 0) {
      await recordAudit(tx, { actorId: actor.userId, teamId, action: "question.tag", subjectId: id, detail: changed });
    }
    return { before, tags: after };
  });
}

/** The same inside the caller's transaction, which holds {@link lockTags}. */
export async function putTags(
  tx: Prisma.TransactionClient,
  { id: questionId, teamId }: { id: string; teamId: string },
  names: readonly string[],
): Promise<void> {
  const known = await tx.tag.findMany({ where: { teamId }, select: { id: true, name: true } });
  const tagIds: string[] = [];
  for (const name of names) {
    const tag =
      known.find((one) => one.name === name) ??
      known.find((one) => sameTag(one.name) === sameTag(name)) ??
      (await tx.tag.create({ data: { teamId, name }, select: { id: true } }));
    tagIds.push(tag.id);
  }
  await tx.questionTag.deleteMany({ where: { questionId, tagId: { notIn: tagIds } } });
  await tx.questionTag.createMany({
    data: tagIds.map((tagId) => ({ teamId, questionId, tagId })),
    skipDuplicates: true,
  });
}

async function tagsOf(tx: Prisma.TransactionClient, questionId: string): Promise<string[]> {
  const rows = await tx.questionTag.findMany({
    where: { questionId },
    select: { tag: { select: { name: true } } },
    orderBy: { tag: { name: "asc" } },
  });
  return rows.map(({ tag }) => tag.name);
}
