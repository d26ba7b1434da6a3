import type { Instant } from "#core/clock";
import { type Actor, can } from "#core/permissions";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { type DeclaredRelation, relationBook } from "#server/relations/relation-queries";

/** A relation of a scenario as it stood, with the scenarios that it is about. */
export interface RelationThen extends Pick<DeclaredRelation, "id" | "kind" | "state" | "why"> {
  scenarios: { id: string; statement: string }[];
}

/**
 * The relations that a scenario was in at an instant, withdrawn ones left out.
 *
 * @param at the whole millisecond counts
 * @throws NOT_FOUND for a team whose scenarios the actor may not read
 */
export async function relationsAt(
  actor: Actor,
  { scenarioId, teamId }: { scenarioId: string; teamId: string },
  at: Instant,
): Promise<RelationThen[]> {
  if (!can(actor, "scenario.read", { teamId })) throw notFound();
  const { relations, scenarios } = await relationBook(db, teamId, at + 1);
  return relations
    .filter(({ state, scenarioIds }) => state !== "withdrawn" && scenarioIds.includes(scenarioId))
    .map(({ id, kind, state, why, scenarioIds }) => ({
      id,
      kind,
      state,
      why,
      scenarios: scenarioIds.map((one) => ({ id: one, statement: scenarios.get(one)?.statement ?? "" })),
    }));
}
