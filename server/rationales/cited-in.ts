import * as Y from "yjs";
import { type Citation, referencesIn } from "#core/rationale-references";
import { postgresLog } from "#server/collab/postgres-log";
import { rationaleJson } from "#server/collab/rationale-json";
import { rebuild } from "#server/collab/rebuild";
import { db } from "#server/platform/db";

/** A rationale that cites a brief. */
export interface CitingRationale {
  scenarioId: string;
  /** The scenario's number within its brief. */
  number: number;
  statement: string;
}

/** By ¶ number and by note number, the rationales that cite them, in the order of their scenarios. */
export interface CitedIn {
  passages: Map<number, CitingRationale[]>;
  notes: Map<number, CitingRationale[]>;
}

/** What documents cite, as far as their log went: a document is read anew only after it has changed. */
const read = new Map<string, { head: number; citations: readonly Citation[] }>();
const KEPT = 1_000;

/**
 * Which rationales of a brief's scenarios cite which of its passages and notes: the way back for whoever came from one. The
 * caller has checked that its reader may read the brief.
 *
 * @param passages of the version, by where they start
 */
export async function citedIn(
  briefId: string,
  version: { id: string; passages: readonly { number: number | null; start: number }[] },
): Promise<CitedIn> {
  const documents = await db.document.findMany({
    where: { head: { gt: 0 }, scenario: { briefId, archivedAt: null } },
    orderBy: { scenario: { number: "asc" } },
    select: { id: true, head: true, scenario: { select: { number: true, statement: true } } },
  });
  const found: CitedIn = { passages: new Map(), notes: new Map() };
  for (const { id, head, scenario } of documents) {
    const citing = { scenarioId: id, ...scenario };
    for (const citation of await citationsOf(id, head)) {
      if (citation.version !== version.id) continue;
      if (citation.kind === "source") add(found.notes, citation.source, citing);
      for (const number of citation.kind === "passage" ? coveredBy(version.passages, citation) : [])
        add(found.passages, number, citing);
    }
  }
  return found;
}

/** Numbers of the passages that a quote touches: it may go on over several. */
function coveredBy(
  passages: readonly { number: number | null; start: number }[],
  { start, end }: { start: number; end: number },
): number[] {
  return passages.flatMap(({ number, start: from }, i) => {
    const until = passages[i + 1]?.start ?? Number.POSITIVE_INFINITY;
    return number !== null && from < end && start < until ? [number] : [];
  });
}

function add(to: Map<number, CitingRationale[]>, key: number, citing: CitingRationale): void {
  const known = to.get(key) ?? [];
  if (!known.includes(citing)) to.set(key, [...known, citing]);
}

async function citationsOf(documentId: string, head: number): Promise<readonly Citation[]> {
  const known = read.get(documentId);
  if (known && known.head >= head) return known.citations;
  const updates = postgresLog();
  const stored = await updates.read(documentId);
  if (!stored) return [];
  const document = new Y.Doc();
  try {
    await rebuild(updates, documentId, stored, document);
    const { citations } = referencesIn(rationaleJson(document));
    const oldest = read.size >= KEPT ? read.keys().next().value : undefined;
    if (oldest !== undefined) read.delete(oldest);
    read.set(documentId, { head: stored.head, citations });
    return citations;
  } finally {
    document.destroy();
  }
}
