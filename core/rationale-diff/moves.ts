import { bagOf, kin, likeness } from "./align";
import { type Piece, tokensIn } from "./pieces";

/** Blocks that went from one place and came to another: each of a pair leads to the other. */
export type Moves = ReadonlyMap<Piece, Piece>;

export const NO_MOVES: Moves = new Map();

/** Fewer words than this may well stand in two places without having moved. */
const WORDS_THAT_MOVE = 3;
/** A block that moved has this part of its words still. */
const STILL_ALIKE = 0.6;
const MOST_COMPARED = 10_000;

/** Finds, among blocks that went and blocks that came, those that moved: the most alike first, each once. */
export function pairMoved(gone: readonly Piece[], come: readonly Piece[]): Moves {
  const candidates = [gone, come].map((pieces) =>
    pieces
      .filter((piece) => tokensIn(piece).filter(({ word }) => word).length >= WORDS_THAT_MOVE)
      .map((piece) => ({ piece, bag: bagOf(piece) })),
  );
  const [from = [], to = []] = candidates;
  if (from.length * to.length > MOST_COMPARED) return NO_MOVES;
  const pairs = from.flatMap(({ piece: was, bag }) =>
    to.flatMap(({ piece: is, bag: other }) => {
      const alike = was.key === is.key ? 2 : kin(was, is) ? likeness(bag, other) : 0;
      return alike >= STILL_ALIKE ? [{ was, is, alike }] : [];
    }),
  );
  const moves = new Map<Piece, Piece>();
  for (const { was, is } of pairs.toSorted((a, b) => b.alike - a.alike)) {
    if (moves.has(was) || moves.has(is)) continue;
    moves.set(was, is);
    moves.set(is, was);
  }
  return moves;
}
