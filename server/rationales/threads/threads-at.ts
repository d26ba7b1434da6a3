import * as Y from "yjs";
import type { Instant } from "#core/clock";
import type { Actor } from "#core/permissions";
import { rationaleAsOf } from "#server/collab/as-of";
import { placedIn, type ThreadView, threadsBeside } from "#server/rationales/threads/thread-queries";

/**
 * The comments on a rationale as they stood, beside the text as it stood; none where they are hidden from the actor now. The
 * caller has checked that the actor may read the rationale.
 *
 * @param at the whole millisecond counts
 */
export async function threadsAt(actor: Actor, scenarioId: string, at: Instant): Promise<ThreadView[]> {
  const { threads } = await threadsBeside(actor, scenarioId, undefined, at);
  if (threads.length === 0) return [];
  const past = await rationaleAsOf(scenarioId, { instant: new Date(at + 1) });
  if (!past) return threads;
  const document = new Y.Doc();
  try {
    Y.applyUpdateV2(document, past.state);
    return placedIn(document, threads);
  } finally {
    document.destroy();
  }
}
