import type { Prisma } from "#prisma/client/client";
import { writeChange } from "#server/relations/change-relation";
import { lockRelations } from "#server/relations/lock-relations";

/**
 * Suspends every standing relation of a scenario whose question has changed its meaning, inside the caller's transaction:
 * what was declared of the old question nobody has said of the new one. A lead declares it anew or lets it go.
 *
 * @param byId who made the change; null where nobody did
 * @returns how many were suspended
 */
export async function suspendRelations(
  tx: Prisma.TransactionClient,
  scenarioId: string,
  reason: string,
  byId: string | null = null,
): Promise<number> {
  const { teamId } = await tx.scenario.findUniqueOrThrow({ where: { id: scenarioId }, select: { teamId: true } });
  await lockRelations(tx, teamId);
  const relations = await tx.scenarioRelation.findMany({
    where: { teamId, members: { some: { scenarioId } } },
    select: { id: true, changes: { orderBy: { number: "desc" }, take: 1, select: { act: true } } },
    orderBy: { id: "asc" },
  });
  const standing = relations.filter(({ changes }) => (changes[0]?.act ?? "RESTORED") === "RESTORED");
  for (const { id } of standing)
    await writeChange(tx, { teamId, relationId: id, scenarioId, act: "SUSPENDED", reason, byId });
  return standing.length;
}
