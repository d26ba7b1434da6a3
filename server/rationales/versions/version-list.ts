import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { db } from "#server/platform/db";
import {
  type History,
  historyOf,
  redactionOf,
  VERSION_SELECT,
  type Version,
} from "#server/rationales/versions/history";

/** How many versions a page lists. */
const PAGE = 30;

export interface VersionList {
  history: History;
  /** Newest first. */
  versions: Version[];
  /** The number that the next page begins below; null on the last. */
  older: number | null;
}

/**
 * The versions of a rationale.
 *
 * @param below lists those with a smaller number; all for null
 * @throws NOT_FOUND for a scenario whose rationale the actor may not read
 */
export async function versionsOf(actor: Actor, scenarioId: string, below: number | null = null): Promise<VersionList> {
  const history = await historyOf(actor, scenarioId);
  const rows = await db.documentVersion.findMany({
    where: { documentId: scenarioId, ...(below === null ? {} : { number: { lt: below } }) },
    orderBy: { number: "desc" },
    take: PAGE + 1,
    select: VERSION_SELECT,
  });
  const versions = await named(history, rows.slice(0, PAGE));
  return { history, versions, older: rows.length > PAGE ? (versions.at(-1)?.number ?? null) : null };
}

/** One of them. */
export async function versionOf(history: History, number: number): Promise<Version | null> {
  const row = await db.documentVersion.findUnique({
    where: { documentId_number: { documentId: history.scenarioId, number } },
    select: VERSION_SELECT,
  });
  return row && ((await named(history, [row]))[0] ?? null);
}

type Row = Prisma.DocumentVersionGetPayload<{ select: typeof VERSION_SELECT }>;

async function named(history: History, rows: readonly Row[]): Promise<Version[]> {
  const restored = rows.flatMap(({ restoredSeq }) => restoredSeq ?? []);
  const sources =
    restored.length === 0
      ? []
      : await db.documentVersion.findMany({
          where: { documentId: history.scenarioId, seq: { in: restored } },
          orderBy: { number: "asc" },
          select: { seq: true, number: true },
        });
  return rows.map(({ number, kind, title, seq, restoredSeq, createdAt, createdBy, question }) => ({
    number,
    kind,
    title,
    seq,
    at: createdAt.getTime(),
    by: createdBy?.name ?? null,
    question: question && { id: question.id, title: question.versions[0]?.title ?? "" },
    restored: sources.find((source) => source.seq === restoredSeq && source.number < number)?.number ?? null,
    removed: redactionOf(history, seq),
  }));
}
