import * as Y from "yjs";
import { postgresLog } from "#server/collab/postgres-log";
import { rebuild } from "#server/collab/rebuild";

/**
 * Reads from the shared document of a scenario as it is on disk. Authorise before calling: it asks nobody.
 *
 * @returns what `read` made of it, or null where there is no document
 */
export async function readStored<T>(scenarioId: string, read: (document: Y.Doc) => T): Promise<T | null> {
  const updates = postgresLog();
  const stored = await updates.read(scenarioId);
  if (!stored) return null;
  const document = new Y.Doc();
  try {
    await rebuild(updates, scenarioId, stored, document);
    return read(document);
  } finally {
    document.destroy();
  }
}
