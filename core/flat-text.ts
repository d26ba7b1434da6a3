/**
 * A structured text as one string with a way back, whatever it is made of: the shared document and the editor's own are read by
 * the same rule, so that a place in one is a place in the other. Offsets are UTF-16 code units.
 *
 * Every block begins with a line break; a unit inside a line (a citation, a mention, a chip) is one {@link UNIT}.
 */
export interface FlatText<Node> {
  readonly text: string;
  /** Where the letters and units come from, in order. Text without letters has a piece of length 0. */
  readonly pieces: readonly Piece<Node>[];
}

export interface Piece<Node> {
  /** What holds it: a text its letters, a block its units. */
  readonly holder: Node;
  /** Place of its first letter or unit in the holder. */
  readonly index: number;
  readonly offset: number;
  readonly length: number;
}

/** What a node is to this reading: letters, a block with what is in it, or (null) nothing. */
export type Reading<Node> = { readonly text: string } | { readonly name: string; readonly children: readonly Node[] };

/** Stands for what is in a line and is no letter. */
export const UNIT = "\uFFFC";
const UNITS = new Set(["citation", "mention", "chip", "hardBreak"]);

/** @param root what holds the blocks; it begins none itself */
export function flatten<Node>(root: Node, read: (node: Node) => Reading<Node> | null): FlatText<Node> {
  let text = "";
  const pieces: Piece<Node>[] = [];
  const take = (holder: Node, children: readonly Node[]) => {
    for (const [index, child] of children.entries()) {
      const reading = read(child);
      if (!reading) continue;
      if ("text" in reading) {
        pieces.push({ holder: child, index: 0, offset: text.length, length: reading.text.length });
        // Sign for sign: halves of characters and NUL have no place in a database.
        text += reading.text.toWellFormed().replaceAll("\0", "\uFFFD");
      } else if (UNITS.has(reading.name)) {
        pieces.push({ holder, index, offset: text.length, length: 1 });
        text += UNIT;
      } else {
        text += "\n";
        take(child, reading.children);
      }
    }
  };
  const whole = read(root);
  if (whole && !("text" in whole)) take(root, whole.children);
  return { text, pieces };
}

/**
 * Where a place between a holder's letters or units is in the text.
 *
 * @param index how many letters or units of the holder stand before it
 * @param side whether it belongs to what follows it or to what stands before it
 * @returns null where the holder is not in the text or holds nothing
 */
export function offsetOf<Node>(
  pieces: readonly Piece<Node>[],
  holder: Node,
  index: number,
  side: "before" | "after",
): number | null {
  const held = pieces.filter((piece) => piece.holder === holder);
  const piece =
    side === "before"
      ? (held.find((one) => one.index + one.length > index) ?? held.at(-1))
      : (held.findLast((one) => one.index < index) ?? held[0]);
  if (!piece) return null;
  return piece.offset + Math.min(Math.max(index - piece.index, 0), piece.length);
}

/** The holder and index of the letter or unit at an offset; null where a block begins there or the text has ended. */
export function holderAt<Node>(
  pieces: readonly Piece<Node>[],
  offset: number,
): { readonly holder: Node; readonly index: number } | null {
  const piece = pieces.find((one) => one.offset <= offset && offset < one.offset + one.length);
  return piece ? { holder: piece.holder, index: piece.index + offset - piece.offset } : null;
}
