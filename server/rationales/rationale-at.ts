import type { Instant } from "#core/clock";
import type { Actor } from "#core/permissions";
import type { RationaleNode } from "#core/rationale";
import type { ReadReferences } from "#core/rationale-references";
import type { Redaction } from "#server/rationales/versions/history";
import { pastText } from "#server/rationales/versions/past-text";

/**
 * The rationale's text as it stood, with what it points at as that stood then and as this reader may see it now.
 *
 * @param at the whole millisecond counts
 * @returns null before anything was written; no text where a redaction removed it
 * @throws NOT_FOUND for a scenario whose rationale the actor may not read
 */
export async function rationaleAt(
  actor: Actor,
  { scenarioId }: { scenarioId: string },
  at: Instant,
): Promise<{ text: RationaleNode | null; references: ReadReferences; removed: Redaction | null } | null> {
  const { seq, text, references, removed } = await pastText(actor, scenarioId, { kind: "instant", at });
  return seq === 0 && removed === null ? null : { text, references, removed };
}
