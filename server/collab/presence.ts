import type { Connection } from "@hocuspocus/server";
import { createDecoder, readVarString, readVarUint } from "lib0/decoding";
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from "lib0/encoding";
import { applyAwarenessUpdate } from "y-protocols/awareness";
import { z } from "zod";
import { RATIONALE_FIELD } from "#core/rationale";
import type { CollabContext } from "#server/collab/caller";

const Id = z.object({ client: z.number().int().nonnegative(), clock: z.number().int().nonnegative() });

/** A place in the text as Yjs writes it in JSON: a character, or the beginning or end of a node. */
const Place = z.object({
  type: Id.nullish(),
  tname: z.literal(RATIONALE_FIELD).nullish(),
  item: Id.nullish(),
  assoc: z.number().int().optional(),
});
const Cursor = z.object({ anchor: Place, head: Place });

/** What a browser may say of itself: where its caret is. Anything else in its place counts as no caret. */
function cursorIn(state: unknown): z.infer<typeof Cursor> | null {
  const cursor = state instanceof Object && "cursor" in state ? Cursor.safeParse(state.cursor) : null;
  return cursor?.success ? cursor.data : null;
}

/**
 * Rewrites what a browser says of itself: it speaks for its own editor only, under the name that the server knows, and
 * carries a caret and nothing else. So nobody appears as somebody else and no number travels beside the text. (The server's own
 * way would make a second document for each message, and carets come as often as edits.)
 *
 * @returns whether the message could be read
 */
export function placeCaret(connection: Connection<CollabContext>, payload: Uint8Array): boolean {
  const { document, context } = connection;
  if (!document.hasConnection(connection)) return true; // it has just been closed
  const own = ownState(payload, context.editor);
  if (own === "unreadable") return false;
  if (own === null || context.editor === undefined) return true;
  const state = own.state === null ? null : { user: context.present, cursor: cursorIn(own.state) };
  const encoder = createEncoder();
  writeVarUint(encoder, 1);
  writeVarUint(encoder, context.editor);
  writeVarUint(encoder, own.clock);
  writeVarString(encoder, JSON.stringify(state));
  applyAwarenessUpdate(document.awareness, toUint8Array(encoder), { source: "connection", connection });
  return true;
}

/** Whether a message about carets can be read at all. */
export const readsAsCarets = (payload: Uint8Array): boolean => ownState(payload) !== "unreadable";

/** What a message says of one editor; null where it says nothing of it. */
function ownState(payload: Uint8Array, editor?: number): { clock: number; state: unknown } | null | "unreadable" {
  try {
    const decoder = createDecoder(payload);
    let own: { clock: number; state: unknown } | null = null;
    for (let left = readVarUint(decoder); left > 0; left -= 1) {
      const client = readVarUint(decoder);
      const clock = readVarUint(decoder);
      const state: unknown = JSON.parse(readVarString(decoder));
      if (client === editor) own = { clock, state };
    }
    return own;
  } catch {
    return "unreadable";
  }
}
