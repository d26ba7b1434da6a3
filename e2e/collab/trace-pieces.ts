import type { Patches } from "./trace";

/** Units of text that go into one message: far below its limit also where each takes three bytes. */
const MOST = 100_000;

type Piece = [position: number, deleted: number, inserted: string];

/** The patches of one transaction, grouped so that none of the groups inserts more than fits into a message. */
export function inPieces(patches: Patches, most = MOST): Piece[][] {
  const groups: Piece[][] = [[]];
  let filled = 0;
  for (const [position, deleted, inserted] of patches) {
    let at = position;
    let gone = deleted;
    let rest = inserted;
    do {
      const part = rest.slice(0, cut(rest, most));
      if (filled > 0 && filled + part.length > most) {
        groups.push([]);
        filled = 0;
      }
      groups.at(-1)?.push([at, gone, part]);
      filled += part.length;
      at += [...part].length;
      gone = 0;
      rest = rest.slice(part.length);
    } while (rest);
  }
  return groups;
}

/** Where to cut a text so that no character of two units is torn. */
function cut(text: string, most: number): number {
  if (text.length <= most) return text.length;
  return (text.codePointAt(most - 1) ?? 0) > 0xffff ? most - 1 : most;
}
