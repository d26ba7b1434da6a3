import type { RationaleNode } from "#core/rationale";
import { align } from "./align";
import { type DiffRun, lineDiff, wholeLine } from "./line-diff";
import { type Moves, NO_MOVES, pairMoved } from "./moves";
import { normalised, type Piece, piecesOf, tokensIn } from "./pieces";
import { tokensOf } from "./tokens";

/** A block without what is in it. */
export interface Shell {
  readonly type: string;
  readonly attrs?: Record<string, unknown>;
}

/** `changed`: something in it or its own kind did. A moved block stands in both of its places,
 * with what changed in it where it is now. */
export type BlockChange = "same" | "changed" | "added" | "removed" | "movedHere" | "movedAway";

/** A block of the two texts laid over each other. It holds blocks or runs of a line; both where lines turned into blocks or back. */
export interface DiffBlock {
  readonly change: BlockChange;
  /** As it was; null for one that was not there. */
  readonly before: Shell | null;
  /** As it is; null for one that is no longer there. */
  readonly after: Shell | null;
  readonly blocks: readonly DiffBlock[];
  readonly runs: readonly DiffRun[];
}

/**
 * What became of a text: every block and word of both, each said to have stayed, come, gone or moved. Nothing is left out, so
 * both texts can be read from it ({@link sideOf}).
 */
export function rationaleDiff(before: RationaleNode, after: RationaleNode): DiffBlock {
  const [was, is] = [piecesOf(normalised(before)), piecesOf(normalised(after))];
  const [gone, come]: [Piece[], Piece[]] = [[], []];
  const diff = compared(was, is, NO_MOVES, (piece, change) => void (change === "added" ? come : gone).push(piece));
  const moves = pairMoved(gone, come);
  return moves.size === 0 ? diff : compared(was, is, moves);
}

type Note = (piece: Piece, change: "added" | "removed") => void;

/** @param note is told of blocks that stand on one side alone */
function compared(before: Piece, after: Piece, moves: Moves, note?: Note): DiffBlock {
  if (before.key === after.key) return whole(after, "same");
  const shells = { before: shellOf(before.node), after: shellOf(after.node) };
  const lines = [before, after].map((piece) => (piece.blocks === null ? tokensIn(piece) : []));
  const blocks = align(before.blocks ?? [], after.blocks ?? []).map(([a, b]): DiffBlock => {
    if (a && b) return compared(a, b, moves, note);
    if (a) {
      note?.(a, "removed");
      return whole(a, moves.has(a) ? "movedAway" : "removed");
    }
    if (!b) throw new RangeError("a pair of blocks must have one of them");
    note?.(b, "added");
    const from = moves.get(b);
    return from ? { ...compared(from, b, NO_MOVES), change: "movedHere", before: null } : whole(b, "added");
  });
  return { change: "changed", ...shells, blocks, runs: lineDiff(lines[0] ?? [], lines[1] ?? []) };
}

/** A block in which nothing is compared. What is in a moved one is as it was. */
function whole({ node, at, blocks }: Piece, change: BlockChange): DiffBlock {
  const inner = change === "added" || change === "removed" ? change : "same";
  const shell = shellOf(node);
  return {
    change,
    before: change === "added" || change === "movedHere" ? null : shell,
    after: change === "removed" || change === "movedAway" ? null : shell,
    blocks: (blocks ?? []).map((block) => whole(block, inner)),
    runs: blocks === null ? wholeLine(tokensOf(node.content ?? [], at), inner) : [],
  };
}

const shellOf = ({ type, attrs }: RationaleNode): Shell => ({ type, ...(attrs ? { attrs } : {}) });

const ONLY_BEFORE = new Set<string>(["removed", "movedAway"]);
const ONLY_AFTER = new Set<string>(["added", "movedHere"]);

/** One of the two texts that a difference was made from, in its normal spelling. */
export function sideOf(diff: DiffBlock, side: "before" | "after"): RationaleNode {
  const absent = side === "before" ? ONLY_AFTER : ONLY_BEFORE;
  const shell = diff[side];
  if (!shell) throw new RangeError(`there is no such block ${side} the change`);
  const lines = diff.runs
    .filter(({ change }) => !absent.has(change))
    .map(({ node, was }) => (side === "before" && was ? withMarks(node, was) : node));
  const blocks = diff.blocks.filter(({ change }) => !absent.has(change)).map((block) => sideOf(block, side));
  return normalised({ ...shell, content: [...blocks, ...lines] });
}

function withMarks({ marks: _now, ...node }: RationaleNode, was: NonNullable<RationaleNode["marks"]>): RationaleNode {
  return was.length > 0 ? { ...node, marks: was } : node;
}
