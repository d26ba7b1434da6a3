import type { Extension } from "@hocuspocus/server";
import type { CollabContext } from "#server/collab/caller";

/**
 * Rewrites what a browser says of itself: it speaks for its own editor only, under the name that the server knows, and
 * carries a caret and nothing else. So nobody appears as somebody else and no number travels beside the text.
 */
export function presence(): Extension<CollabContext> {
  return {
    async beforeHandleAwareness({ states, context }) {
      for (const [editor, state] of states) {
        if (editor === context?.editor) states.set(editor, { user: context.present, cursor: state.cursor ?? null });
        else states.delete(editor);
      }
    },
  };
}
