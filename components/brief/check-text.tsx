"use client";

import type { Block, BriefDraft } from "#core/brief/brief";
import { type Decision, type Decisions, decidedRole } from "#core/brief/decisions";
import { CheckBlock } from "./check-block";

interface CheckTextProps {
  draft: BriefDraft;
  decisions: Decisions;
  /** Null takes the decision back. */
  onDecide: (id: number, decision: Decision | null) => void;
}

/** Step 2: every part of the text in its order, the cut ones struck through where they stood. */
export function CheckText({ draft, decisions, onDecide }: CheckTextProps) {
  const numbers = numbersOf(draft.blocks, decisions);
  return (
    <ol className="imp-list" aria-label="Parts of the text">
      {draft.blocks.map((block) => (
        <CheckBlock
          key={block.id}
          block={block}
          decision={decisions[block.id] ?? null}
          number={numbers.get(block.id) ?? null}
          onDecide={(decision) => onDecide(block.id, decision)}
        />
      ))}
    </ol>
  );
}

/** ¶ numbers as they will be saved: headings have none. */
function numbersOf(blocks: readonly Block[], decisions: Decisions): Map<number, number> {
  const numbers = new Map<number, number>();
  for (const block of blocks) {
    const role = decidedRole(block, decisions[block.id]);
    if (role === "paragraph" || role === "quote" || role === "list_item") numbers.set(block.id, numbers.size + 1);
  }
  return numbers;
}
