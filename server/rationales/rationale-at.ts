import type { Instant } from "#core/clock";
import { type Actor, can } from "#core/permissions";
import type { RationaleNode } from "#core/rationale";
import { type ReadReferences, referencesIn } from "#core/rationale-references";
import { rationaleAsOf } from "#server/collab/as-of";
import { notFound } from "#server/platform/errors";
import { readReferences } from "#server/rationales/read-references";

/**
 * The rationale's text as it stood, with what it points at as that stood then and as this reader may see it now.
 *
 * @param at the whole millisecond counts
 * @returns null before anything was written
 * @throws NOT_FOUND for a team whose rationales the actor may not read
 */
export async function rationaleAt(
  actor: Actor,
  { scenarioId, teamId }: { scenarioId: string; teamId: string },
  at: Instant,
): Promise<{ text: RationaleNode; references: ReadReferences } | null> {
  if (!can(actor, "rationale.read", { teamId })) throw notFound();
  // An instant of the log has microseconds: the last one of the millisecond.
  const past = await rationaleAsOf(scenarioId, { instant: new Date(at + 1) });
  if (!past || past.seq === 0) return null;
  return { text: past.text, references: await readReferences(actor, teamId, referencesIn(past.text), at) };
}
