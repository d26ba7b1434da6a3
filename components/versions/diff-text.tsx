import { createElement, Fragment, type ReactNode } from "react";
import { drawing, spans } from "#components/editor/rationale-text";
import { dayAndClock } from "#components/ui/format";
import { byOf, type SignedBlock, type SignedRun } from "#core/rationale-diff/signed";
import type { ReadReferences } from "#core/rationale-references";
import { blockName } from "./block-names";
import { DiffLine } from "./diff-line";

interface DiffTextProps {
  diff: SignedBlock;
  /** Names by user id. */
  people: ReadonlyMap<string, string>;
  references: ReadReferences;
  /** IANA name: times beside names are the reader's. */
  zone: string;
}

/** What a drawn block needs to know of the page. */
export interface Drawing {
  draw: ReturnType<typeof drawing>;
  /** Who, for the eye. */
  nameOf: (hand: SignedRun["hand"]) => string | null;
  /** Who and when. */
  signatureOf: (hand: SignedRun["hand"]) => string | null;
}

/** Two texts laid over each other: what came and what went, told by sign, colour, words and the name of whose it was. */
export function DiffText({ diff, people, references, zone }: DiffTextProps) {
  const nameOf = (hand: SignedRun["hand"]) => people.get(byOf(hand) ?? "") ?? null;
  const drawn: Drawing = {
    draw: drawing(references),
    nameOf,
    signatureOf: (hand) =>
      hand === null || hand === "moved" ? null : `${nameOf(hand) ?? "somebody"}, ${dayAndClock(hand.at, zone)}`,
  };
  return <div className="doc reading text-diff">{blocksOf(diff, drawn)}</div>;
}

const blocksOf = ({ blocks }: SignedBlock, drawn: Drawing): ReactNode =>
  // They never change places once drawn.
  createElement(Fragment, null, ...blocks.map((block) => createElement(Block, { block, drawn })));

const TAGS: Record<string, string> = {
  paragraph: "p",
  heading: "h3",
  blockquote: "blockquote",
  bulletList: "ul",
  orderedList: "ol",
  listItem: "li",
  tableRow: "tr",
  tableHeader: "th",
  tableCell: "td",
};
/** Kinds that HTML lets stand only in their own parents: what is said of them stands inside. */
const PARTS = new Set(["listItem", "tableRow", "tableHeader", "tableCell"]);

function Block({ block, drawn }: { block: SignedBlock; drawn: Drawing }) {
  const shell = block.after ?? block.before;
  if (!shell) return null;
  const said = <Said block={block} />;
  const inner = (
    <>
      {block.runs.length > 0 ? <DiffLine runs={block.runs} drawn={drawn} /> : null}
      {blocksOf(block, drawn)}
    </>
  );
  const className = block.change === "same" || block.change === "changed" ? undefined : `diff-${block.change}`;
  if (shell.type === "table") {
    return (
      <div className={["doc-table", className].filter(Boolean).join(" ")}>
        {said}
        <table>
          <tbody>{inner}</tbody>
        </table>
      </div>
    );
  }
  const attributes = shell.type === "tableHeader" || shell.type === "tableCell" ? spans(shell.attrs) : {};
  const inside = PARTS.has(shell.type) && shell.type !== "tableRow";
  const drawnBlock = createElement(
    TAGS[shell.type] ?? "div",
    { ...attributes, className },
    inside || shell.type === "paragraph" || shell.type === "heading" ? said : null,
    inner,
  );
  if (inside || shell.type === "tableRow" || shell.type === "paragraph" || shell.type === "heading") return drawnBlock;
  return (
    <>
      {said}
      {drawnBlock}
    </>
  );
}

/** What became of the block as a whole, in words. */
function Said({ block: { change, before, after } }: { block: SignedBlock }) {
  const words = wordsOf(change, before?.type, after?.type);
  return words === null ? null : <span className="diff-said">{words} </span>;
}

function wordsOf(change: SignedBlock["change"], before: string | undefined, after: string | undefined): string | null {
  if (change === "movedHere") return "Moved here";
  if (change === "movedAway") return "Moved from here";
  if (change === "changed" && before && after && before !== after) return `Was ${blockName(before)}`;
  return null;
}
