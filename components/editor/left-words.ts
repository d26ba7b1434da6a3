import * as Y from "yjs";
import { RATIONALE_FIELD } from "#core/rationale";

/**
 * Words that were typed here and reached no server before an admin removed the text's history. They are kept as plain text
 * until their author has copied or dismissed them, since the document that held them must go.
 */
const PREFIX = "bellwether:left:";

/**
 * What stands in a document that a server has not, line by line.
 *
 * @param saved what the server has: clocks by client
 */
export function unsavedWords(document: Y.Doc, saved: ReadonlyMap<number, number>): string {
  const lines: string[] = [];
  for (const part of document.getXmlFragment(RATIONALE_FIELD).createTreeWalker((node) => node instanceof Y.XmlText)) {
    if (!(part instanceof Y.XmlText)) continue;
    let line = "";
    for (let item = part._start; item; item = item.right) {
      if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
      line += item.content.str.slice(Math.max(0, (saved.get(item.id.client) ?? 0) - item.id.clock));
    }
    if (line !== "") lines.push(line);
  }
  return lines.join("\n");
}

/** Null where the browser keeps nothing. */
function shelf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

const nameOf = (viewer: string, scenarioId: string): string => `${PREFIX}${viewer}:${scenarioId}`;

export function keepLeftWords(viewer: string, scenarioId: string, words: string): void {
  if (words.trim() === "") return;
  const before = leftWords(viewer, scenarioId);
  shelf()?.setItem(nameOf(viewer, scenarioId), before === null ? words : `${before}\n${words}`);
}

export const leftWords = (viewer: string, scenarioId: string): string | null =>
  shelf()?.getItem(nameOf(viewer, scenarioId)) ?? null;

export const dropLeftWords = (viewer: string, scenarioId: string): void =>
  shelf()?.removeItem(nameOf(viewer, scenarioId));

/** Drops those of everybody of whom `which` says so. */
export function forgetLeftWords(which: (left: { viewer: string; scenarioId: string }) => boolean): void {
  for (const name of Object.keys(shelf() ?? {})) {
    const [viewer, scenarioId] = name.startsWith(PREFIX) ? name.slice(PREFIX.length).split(":") : [];
    if (viewer && scenarioId && which({ viewer, scenarioId })) dropLeftWords(viewer, scenarioId);
  }
}
