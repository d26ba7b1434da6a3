import type { Block, BriefDraft, ParsedBrief, Passage, Role, Source } from "#core/brief/brief";
import { PASSAGE_KINDS, type PassageKind } from "#core/brief/brief";
import { findMarkers } from "#core/brief/markers";

/** A person's word on one block: leave it as found (`keep` brings a cut back), leave it out, or take it into the body. */
export const DECISIONS = ["keep", "cut", "body"] as const;
export type Decision = (typeof DECISIONS)[number];

/** Decisions by block id. A block without one stays as it was read. */
export type Decisions = Readonly<Record<number, Decision>>;

/** What a block counts as once the decision about it is applied. */
export function decidedRole(block: Block, decision: Decision | undefined): Role {
  switch (decision) {
    case undefined:
      return block.role;
    case "cut":
      return "clutter";
    case "body":
      return block.body;
    case "keep":
      return block.role === "clutter" ? block.body : block.role;
  }
}

/** The brief that a draft and the decisions about its blocks make. */
export function applyDecisions(draft: BriefDraft, decisions: Decisions = {}): ParsedBrief {
  const passages: Passage[] = [];
  const brief: ParsedBrief = {
    title: draft.title,
    author: draft.author,
    publisher: draft.publisher,
    publishedOn: draft.publishedOn,
    language: draft.language,
    passages,
    sources: [],
    noteMarkers: [],
    cuts: [],
    authorNote: null,
  };
  const taken = { numbers: new Set<number>(), highest: 0 };
  for (const block of draft.blocks) {
    const role = decidedRole(block, decisions[block.id]);
    if (isPassageKind(role)) passages.push({ kind: role, text: block.text });
    else if (role === "notes") for (const note of block.notes) brief.sources.push(unusedNumber(note, taken));
    else if (role === "author_note")
      brief.authorNote = brief.authorNote === null ? block.text : `${brief.authorNote}\n\n${block.text}`;
    else if (role === "clutter")
      brief.cuts.push({
        text: block.text,
        reason: block.role === "clutter" ? (block.reason ?? "page furniture") : "cut by you",
        where: { line: block.line, beforePassage: passages.length },
      });
    if (block.role === "title" && role !== "title") brief.title = null;
  }
  brief.noteMarkers = findMarkers(passages, new Set(brief.sources.map(({ number }) => number)), draft.noteStyle);
  return brief;
}

/** Two lists of notes may both begin at 1: the later one's numbers go on from the highest, its words stay as printed. */
function unusedNumber(note: Source, taken: { numbers: Set<number>; highest: number }): Source {
  const number = taken.numbers.has(note.number) ? taken.highest + 1 : note.number;
  taken.numbers.add(number);
  taken.highest = Math.max(taken.highest, number);
  return { ...note, number };
}

function isPassageKind(role: Role): role is PassageKind {
  return PASSAGE_KINDS.some((kind) => kind === role);
}
