import * as Y from "yjs";
import type { RationaleNode } from "#core/rationale";
import { rationaleAsOf } from "#server/collab/as-of";
import { rewrite } from "#server/collab/rewrite";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";

/** A restoration that is to be taken back: the version that it made. */
interface TakenBack {
  documentId: string;
  number: number;
}

/**
 * Takes a restoration out of a text: the edit back is worked out on the text as the restoration left it and then joins what was
 * written since, like an edit of somebody who had not seen that yet. So words written since stay.
 *
 * @param document the text as it is now; gets the edit
 * @param wanted the text before the restoration
 * @returns the edit as one update (encoding version 1), or null where the restoration changed nothing
 * @throws CONFLICT where words written since stand in what the restoration brought: they would go with it
 */
export async function takeBack(
  document: Y.Doc,
  { documentId, number }: TakenBack,
  wanted: RationaleNode,
): Promise<Uint8Array | null> {
  const made = await db.documentVersion.findFirst({
    where: { documentId, number, kind: "RESTORE" },
    select: { seq: true },
  });
  const left = made && (await rationaleAsOf(documentId, { seq: made.seq }));
  if (!left) throw notFound();
  const then = new Y.Doc();
  try {
    Y.applyUpdateV2(then, left.state);
    const [from, to] = [then, document].map((text) => Y.decodeStateVector(Y.encodeStateVector(text)));
    const update = rewrite(then, wanted);
    if (!update || !from || !to) return null;
    const written = standing(document, from, to);
    Y.applyUpdate(document, update);
    if (standing(document, from, to) < written)
      throw new AppError(
        "CONFLICT",
        `Somebody has since written into what was restored, and undoing it would take their words away. To bring the text before it back all the same, restore version ${number - 1}.`,
      );
    return update;
  } finally {
    then.destroy();
  }
}

/** How much stands in a text of what was written between two states of it. */
function standing({ store }: Y.Doc, from: ReadonlyMap<number, number>, to: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [client, end] of to) {
    const begin = from.get(client) ?? 0;
    for (const struct of store.clients.get(client) ?? []) {
      if (struct.deleted || !(struct instanceof Y.Item) || !struct.countable) continue;
      const { clock } = struct.id;
      sum += Math.max(0, Math.min(clock + struct.length, end) - Math.max(clock, begin));
    }
  }
  return sum;
}
