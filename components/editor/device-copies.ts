import { forgetLeftWords } from "./left-words";

/**
 * What of rationales is kept on this device: one database for each person, scenario, schema and generation of the text. An
 * editor of another schema or generation never opens it as its own.
 */
const PREFIX = "bellwether:rationale:";

export interface CopyKey {
  viewer: string;
  scenarioId: string;
  schema: number;
  generation: number;
}

/** The first generation is not named. */
export const copyName = ({ viewer, scenarioId, schema, generation }: CopyKey): string =>
  `${PREFIX}${viewer}:${scenarioId}:${schema}${generation > 0 ? `:${generation}` : ""}`;

/** @returns whose copy a database is, or null for a database that is none */
export function readCopyName(name: string): CopyKey | null {
  const [, viewer, scenarioId, schema, generation = "0"] =
    /^bellwether:rationale:([^:]+):([^:]+):(\d{1,6})(?::(\d{1,9}))?$/.exec(name) ?? [];
  return viewer && scenarioId && schema
    ? { viewer, scenarioId, schema: Number(schema), generation: Number(generation) }
    : null;
}

/** The copies on this device; none where the browser keeps nothing or does not say. */
export async function copiesHere(): Promise<CopyKey[]> {
  if (typeof indexedDB === "undefined" || !indexedDB.databases) return [];
  const databases = await indexedDB.databases().catch(() => []);
  return databases.flatMap(({ name }) => readCopyName(name ?? "") ?? []);
}

/** Deletes copies, and what was left of removed ones, and resolves when they are gone; other tabs let go of theirs. */
export async function forgetCopies(
  which: (copy: Pick<CopyKey, "viewer" | "scenarioId">) => boolean = () => true,
): Promise<void> {
  forgetLeftWords(which);
  const copies = await copiesHere();
  await Promise.all(copies.filter(which).map((copy) => deleted(copyName(copy))));
}

function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    // Whatever comes of it, nobody is kept from signing out.
    request.onsuccess = () => resolve();
    request.onerror = () => resolve();
    request.onblocked = () => resolve();
  });
}
