import type { RationaleNode } from "#core/rationale";
import { align } from "./align";
import { type DiffRun, lineDiff, wholeLine } from "./line-diff";
import { normalised, type Piece, piecesOf, tokensIn } from "./pieces";
import { tokensOf } from "./tokens";

/** A block without what is in it. */
export interface Shell {
  readonly type: string;
  readonly attrs?: Record<string, unknown>;
}

/** `changed`: something in it or its own kind did. A moved block stands in both of its places. */
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

/** Fewer words than this may well stand in two places without having moved. */
const WORDS_THAT_MOVE = 3;

/**
 * What became of a text: every block and word of both, each said to have stayed, come, gone or moved. Nothing is left out, so
 * both texts can be read from it ({@link sideOf}).
 */
export function rationaleDiff(before: RationaleNode, after: RationaleNode): DiffBlock {
  const [was, is] = [piecesOf(normalised(before)), piecesOf(normalised(after))];
  const moved = movedKeys();
  const diff = compared(was, is, moved.note);
  const fate = moved.found();
  return fate ? compared(was, is, fate) : diff;
}

/** Says of a block that stands on one side alone whether it moved. */
type Fate = (piece: Piece, side: "added" | "removed") => BlockChange;

function compared(before: Piece, after: Piece, fate: Fate): DiffBlock {
  if (before.key === after.key) return whole(after, "same");
  const shells = { before: shellOf(before.node), after: shellOf(after.node) };
  const lines = [before, after].map((piece) => (piece.blocks === null ? tokensIn(piece) : []));
  const blocks = align(before.blocks ?? [], after.blocks ?? []).map(([a, b]): DiffBlock => {
    if (a && b) return compared(a, b, fate);
    if (a) return whole(a, fate(a, "removed"));
    if (b) return whole(b, fate(b, "added"));
    throw new RangeError("a pair of blocks must have one of them");
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

/** Finds the blocks that went from one place and came, the same throughout, to another: noted in a first pass. */
function movedKeys(): { note: Fate; found: () => Fate | null } {
  const went = new Map<string, number>();
  const came = new Map<string, number>();
  const count = (seen: Map<string, number>, key: string, by: number) => seen.set(key, (seen.get(key) ?? 0) + by);
  return {
    note(piece, side) {
      const words = tokensIn(piece).filter(({ word }) => word).length;
      if (words >= WORDS_THAT_MOVE) count(side === "added" ? came : went, piece.key, 1);
      return side;
    },
    found() {
      const left = { added: new Map<string, number>(), removed: new Map<string, number>() };
      for (const [key, times] of came) {
        const both = Math.min(times, went.get(key) ?? 0);
        if (both === 0) continue;
        left.added.set(key, both);
        left.removed.set(key, both);
      }
      if (left.added.size === 0) return null;
      return ({ key }, side) => {
        if ((left[side].get(key) ?? 0) === 0) return side;
        count(left[side], key, -1);
        return side === "added" ? "movedHere" : "movedAway";
      };
    },
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
