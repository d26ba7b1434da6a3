import * as Y from "yjs";

type Decoded = ReturnType<typeof Y.decodeUpdate>;
type Reference = { client: number; clock: number } | null;

/**
 * Whether a document can take a decoded update for certain, from its structure alone: it goes on where its one author
 * left off, everything it refers to is there, and it holds text, marks and nodes of at least one unit's length. So are nearly all
 * that editors send while people type. What is not plain may be harmless all the same (it waits for something, brings
 * the work of several, starts again from the middle); that is for a rehearsal to find out.
 *
 * Nothing that others write in between makes a plain update unfit: what it refers to can be deleted and even
 * collected, which every editor must expect, but does not go away.
 */
export function isPlain(document: Y.Doc, { structs, ds }: Decoded): boolean {
  const [first] = structs;
  const author = first?.id.client;
  const known = (client: number) => (client === author ? end : Y.getState(document.store, client));
  let end = author === undefined ? 0 : Y.getState(document.store, author);
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || struct.id.client !== author || struct.id.clock !== end) return false;
    if (struct.length < 1 || !CONTENTS.has(struct.content.constructor)) return false;
    const parent = isReference(struct.parent) ? struct.parent : null;
    for (const reference of [struct.origin, struct.rightOrigin, parent])
      if (reference && reference.clock >= known(reference.client)) return false;
    end += struct.length;
  }
  for (const [client, ranges] of ds.clients) {
    const there = known(client);
    for (const { clock, len } of ranges) if (len < 1 || clock + len > there) return false;
  }
  return true;
}

/** A parent is a name in the document or the place of the node; types of Yjs do not tell of the second. */
function isReference(parent: unknown): parent is NonNullable<Reference> {
  return parent instanceof Object && "clock" in parent && "client" in parent;
}

const CONTENTS = new Set<unknown>([
  Y.ContentString,
  Y.ContentFormat,
  Y.ContentType,
  Y.ContentDeleted,
  Y.ContentAny,
  Y.ContentEmbed,
]);
