import { type Actor, can } from "#core/permissions";
import type { RationaleNode } from "#core/rationale";
import { type ReadReferences, referencesIn } from "#core/rationale-references";
import { rationaleJson } from "#server/collab/rationale-json";
import { visibleTo } from "#server/identity/visible-to";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import type { QuestionDetail } from "#server/questions/question-queries";
import { readReferences } from "#server/rationales/read-references";
import { readStored } from "#server/rationales/stored-document";
import { placedIn, type RationaleThreads, threadsBeside } from "#server/rationales/threads/thread-queries";
import { seenBeside } from "#server/rationales/threads/threads-shown";

export interface RationalePage {
  scenarioId: string;
  /** The text as it is on disk. */
  text: RationaleNode;
  /** What the text points at, as this reader may see it. */
  references: ReadReferences;
  /** When it last changed, in milliseconds since the epoch; null when nothing has been written yet. */
  savedAt: number | null;
  /** What people say of its words. */
  comments: RationaleThreads;
  mayEdit: boolean;
  /** How often its history has been removed: an editor says which text it holds. */
  generation: number;
}

const EMPTY: RationaleNode = { type: "doc", content: [] };

/**
 * The rationale as a page, a print or a browser without script shows it.
 *
 * @param headline the scenario's headline question as the actor sees it, where it has been read already
 * @throws NOT_FOUND for a scenario that the actor may not read
 */
export async function rationaleOf(
  actor: Actor,
  scenarioId: string,
  headline?: QuestionDetail | null,
): Promise<RationalePage> {
  const scenario = await db.scenario.findFirst({
    where: { id: scenarioId, ...visibleTo(actor) },
    select: { teamId: true, archivedAt: true, document: { select: { generation: true } } },
  });
  if (!scenario || !can(actor, "rationale.read", { teamId: scenario.teamId })) throw notFound();
  const newest = await db.documentUpdate.findFirst({
    where: { documentId: scenarioId, quarantined: false },
    orderBy: { seq: "desc" },
    select: { createdAt: true },
  });
  const comments = await threadsBeside(actor, scenarioId, headline === undefined ? undefined : seenBeside(headline));
  const stored = newest
    ? await readStored(scenarioId, (document) => ({
        text: rationaleJson(document),
        threads: placedIn(document, comments.threads),
      }))
    : null;
  const text = stored?.text ?? EMPTY;
  return {
    scenarioId,
    text,
    references: await readReferences(actor, scenario.teamId, referencesIn(text)),
    comments: { ...comments, threads: stored?.threads ?? comments.threads },
    savedAt: newest?.createdAt.getTime() ?? null,
    mayEdit: can(actor, "rationale.edit", { teamId: scenario.teamId }) && !scenario.archivedAt,
    generation: scenario.document?.generation ?? 0,
  };
}
