import * as Y from "yjs";
import { type Actor, can } from "#core/permissions";
import type { RationaleNode } from "#core/rationale";
import { type ReadReferences, referencesIn } from "#core/rationale-references";
import { postgresLog } from "#server/collab/postgres-log";
import { rationaleJson } from "#server/collab/rationale-json";
import { rebuild } from "#server/collab/rebuild";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { readReferences } from "#server/rationales/read-references";

export interface RationalePage {
  scenarioId: string;
  /** The text as it is on disk. */
  text: RationaleNode;
  /** What the text points at, as this reader may see it. */
  references: ReadReferences;
  /** When it last changed, in milliseconds since the epoch; null when nothing has been written yet. */
  savedAt: number | null;
  mayEdit: boolean;
}

const EMPTY: RationaleNode = { type: "doc", content: [] };

/**
 * The rationale as a page, a print or a browser without script shows it.
 *
 * @throws NOT_FOUND for a scenario that the actor may not read
 */
export async function rationaleOf(actor: Actor, scenarioId: string): Promise<RationalePage> {
  const scenario = await db.scenario.findFirst({
    where: { id: scenarioId, ...visibleTo(actor) },
    select: { teamId: true, archivedAt: true },
  });
  if (!scenario || !can(actor, "rationale.read", { teamId: scenario.teamId })) throw notFound();
  const newest = await db.documentUpdate.findFirst({
    where: { documentId: scenarioId, quarantined: false },
    orderBy: { seq: "desc" },
    select: { createdAt: true },
  });
  const text = newest ? await storedText(scenarioId) : EMPTY;
  return {
    scenarioId,
    text,
    references: await readReferences(actor, scenario.teamId, referencesIn(text)),
    savedAt: newest?.createdAt.getTime() ?? null,
    mayEdit: can(actor, "rationale.edit", { teamId: scenario.teamId }) && !scenario.archivedAt,
  };
}

async function storedText(scenarioId: string): Promise<RationaleNode> {
  const updates = postgresLog();
  const stored = await updates.read(scenarioId);
  if (!stored) return EMPTY;
  const document = new Y.Doc();
  try {
    await rebuild(updates, scenarioId, stored, document);
    return rationaleJson(document);
  } finally {
    document.destroy();
  }
}
