import type { DiffRun } from "./line-diff";
import type { BlockChange, DiffBlock, Shell } from "./rationale-diff";
import { tokensOf, wordsIn } from "./tokens";

/** Whose work a change is, as far as the log tells. */
export interface Hand {
  /** User id. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Who put a place of a text there, or took it away; null where that is not known, `moved` where nobody did: the very letters
 * stand in the other text, too, in another place.
 */
export type Hands = (place: number) => Hand | "moved" | null;

export interface SignedRun extends DiffRun {
  /** Of what was added or removed. */
  readonly hand: ReturnType<Hands>;
}

export interface SignedBlock {
  readonly change: BlockChange;
  readonly before: Shell | null;
  readonly after: Shell | null;
  readonly blocks: readonly SignedBlock[];
  readonly runs: readonly SignedRun[];
}

/** Puts a hand to everything that came or went. A run that several people wrote is told apart between words. */
export function signed(diff: DiffBlock, hands: { added: Hands; removed: Hands }): SignedBlock {
  return {
    ...diff,
    blocks: diff.blocks.map((block) => signed(block, hands)),
    runs: diff.runs.flatMap((run) =>
      run.change === "added" || run.change === "removed" ? bySigner(run, hands[run.change]) : [{ ...run, hand: null }],
    ),
  };
}

const sameHand = (a: SignedRun["hand"], b: SignedRun["hand"]): boolean =>
  a === "moved" || b === "moved" ? a === b : byOf(a) === byOf(b);

function bySigner(run: DiffRun, hands: Hands): SignedRun[] {
  if (run.node.type !== "text") return [{ ...run, hand: hands(run.at) }];
  const parts: SignedRun[] = [];
  for (const { node, at, word } of tokensOf([run.node], run.at)) {
    const hand = hands(at);
    const last = parts.at(-1);
    const goesOn = last && (hand === null || !word || sameHand(last.hand, hand));
    if (!goesOn) parts.push({ ...run, node, at, hand });
    else
      parts[parts.length - 1] = {
        ...last,
        node: { ...last.node, text: `${last.node.text}${node.text}` },
        hand: last.hand ?? hand,
      };
  }
  return parts;
}

/** The user whose hand it is; null for nobody in particular. */
export const byOf = (hand: SignedRun["hand"]): string | null => (hand === null || hand === "moved" ? null : hand.by);

/** How much of a difference is whose, counted. Moved blocks are counted as moved, not as words. */
export interface DiffSummary {
  /** Most words first; `by` is null for what the log does not tell. */
  readonly people: readonly { readonly by: string | null; readonly added: number; readonly removed: number }[];
  /** Stretches of text whose look alone changed. */
  readonly restyled: number;
  /** Blocks that stand elsewhere. */
  readonly moved: number;
  /** Words that stand elsewhere in blocks that did not move as a whole. */
  readonly movedWords: number;
  /** Blocks that became another kind. */
  readonly turned: number;
  /** Whether the two texts are the same throughout. */
  readonly same: boolean;
}

export function summary(diff: SignedBlock): DiffSummary {
  const people = new Map<string | null, { added: number; removed: number }>();
  let [restyled, moved, movedWords, turned] = [0, 0, 0, 0];
  const waiting = [diff];
  for (let block = waiting.pop(); block; block = waiting.pop()) {
    waiting.push(...block.blocks);
    if (block.change === "movedHere") moved += 1;
    if (block.change === "changed" && block.before?.type !== block.after?.type) turned += 1;
    for (const { change, node, hand } of block.runs) {
      if (change === "restyled") restyled += 1;
      if (change !== "added" && change !== "removed") continue;
      if (hand === "moved") {
        if (change === "added") movedWords += unitsIn(node);
        continue;
      }
      const counted = people.get(byOf(hand)) ?? { added: 0, removed: 0 };
      counted[change] += unitsIn(node);
      people.set(byOf(hand), counted);
    }
  }
  const ranked = [...people]
    .map(([by, counted]) => ({ by, ...counted }))
    .filter(({ added, removed }) => added + removed > 0)
    .toSorted((a, b) => b.added + b.removed - (a.added + a.removed));
  return { people: ranked, restyled, moved, movedWords, turned, same: diff.change === "same" };
}

/** Words; a reference counts as one. */
const unitsIn = ({ type, text = "" }: DiffRun["node"]): number =>
  type === "text" ? wordsIn(text) : Number(type !== "hardBreak");
