import * as Y from "yjs";
import { StartError } from "#server/platform/start-error";
import { type Editor, openEditor } from "./editor";

/** At most so many have the text open at once, as it admits a hundred, and at least so many. */
const [MOST, LEAST] = [96, 16];
/** What all of them may receive together, in messages: the longer a session, the fewer are there at once. */
const RECEIVED = 250_000;
/** A writer waits for what was called saved after so many bytes, as the reader at the other end must keep up. */
const UNSAVED_BYTES = 1 << 20;

type Place = Pick<Parameters<typeof openEditor>[0], "url" | "scenarioId" | "cookie">;

/**
 * The editors of many writers, of whom those who wrote last have the text open: when another comes, who has not written for longest
 * leaves.
 *
 * @param messages how many will be written
 */
export function present(messages: number, placeOf: (agent: number) => Place) {
  const most = Math.max(LEAST, Math.min(MOST, Math.floor(RECEIVED / messages)));
  const editors = new Map<number, { editor: Editor; unsaved: number }>();

  /** @throws {StartError} when the server refuses the text for good */
  async function reach(editor: Editor, condition: () => boolean): Promise<void> {
    const { provider } = editor;
    await editor.until(() => provider.saveState.kind === "refused" || condition());
    const state = provider.saveState;
    if (state.kind === "refused") throw new StartError(`The server refuses it: ${state.because}.`);
  }

  const saved = (editor: Editor) => reach(editor, () => editor.provider.saveState.kind === "saved");

  async function come(agent: number) {
    const there = editors.get(agent);
    const entry = there ?? { editor: openEditor(placeOf(agent)), unsaved: 0 };
    editors.delete(agent);
    editors.set(agent, entry); // the last in the order is who wrote last
    if (!there) await saved(entry.editor);
    for (const [longest, { editor }] of editors) {
      if (editors.size <= most) break;
      await saved(editor);
      editors.delete(longest);
      editor.close();
    }
    return entry;
  }

  return {
    /** The first of them open the text. */
    async welcome(agents: readonly number[]): Promise<void> {
      await Promise.all(agents.slice(0, most).map(come));
    },
    async write(agent: number, upon: ReadonlyMap<number, number>, update: Uint8Array): Promise<void> {
      const entry = await come(agent);
      const { document } = entry.editor.provider;
      await reach(entry.editor, () =>
        [...upon].every(([client, clock]) => Y.getState(document.store, client) >= clock),
      );
      Y.applyUpdate(document, update);
      entry.unsaved += update.byteLength;
      if (entry.unsaved < UNSAVED_BYTES) return;
      await saved(entry.editor);
      entry.unsaved = 0;
    },
    /** Resolves when all that was written is saved and every open document is so. */
    async all(condition: (document: Y.Doc) => boolean): Promise<void> {
      for (const { editor } of editors.values()) await saved(editor);
      for (const { editor } of editors.values()) await reach(editor, () => condition(editor.provider.document));
    },
    documents: () => [...editors].map(([agent, { editor }]): [number, Y.Doc] => [agent, editor.provider.document]),
    /** The document as somebody gets it who opens it now. */
    async fresh(place: Place): Promise<Y.Doc> {
      const editor = openEditor(place);
      await saved(editor);
      editor.close();
      return editor.provider.document;
    },
    leave(): void {
      for (const { editor } of editors.values()) editor.close();
      editors.clear();
    },
  };
}
