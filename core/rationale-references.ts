import { z } from "zod";
import type { RationaleNode } from "#core/rationale";

/**
 * What a rationale points at. The document holds ids alone: who somebody is, what a passage says and, above all, what a
 * crowd holds are looked up for each reader, with the reader's own rights.
 */

/** Words of a brief, by their place in one immutable version of it. `exact` is kept for a reader without that version. */
export interface PassageCitation {
  readonly kind: "passage";
  readonly version: string;
  /** Offsets into the version's text, UTF-16 code units, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly exact: string;
}

/** A numbered note of a brief. */
export interface SourceCitation {
  readonly kind: "source";
  readonly version: string;
  readonly source: number;
}

export type Citation = PassageCitation | SourceCitation;

/** Longest quote that a citation carries, in UTF-16 code units. */
export const LONGEST_CITED = 2_000;

const Id = z.uuid();
const Offset = z.int().min(0);
const Place = z
  .object({ version: Id, start: Offset, end: Offset, exact: z.string().min(1).max(LONGEST_CITED) })
  .refine(({ start, end }) => start < end);
const Note = z.object({ version: Id, source: z.int().min(1) });

/** @returns what a `citation` node points at, or null where its attributes say nothing that can be read */
export function citationOf(attrs: unknown): Citation | null {
  const note = Note.safeParse(attrs);
  if (note.success) return { kind: "source", ...note.data };
  const place = Place.safeParse(attrs);
  return place.success ? { kind: "passage", ...place.data } : null;
}

/** @returns the member that a `mention` node names, or null */
export function mentionOf(attrs: unknown): string | null {
  return z.object({ member: Id }).safeParse(attrs).data?.member ?? null;
}

/** A member named at one place of a text. */
export interface NamedMember {
  readonly member: string;
  /** Tells this mention from every other; it goes along when the words around it move, are copied or come back. */
  readonly mark: string;
}

/** @returns whom a `mention` node names and as which mention, or null for one that nobody typed: an imported one has no mark */
export function namedMember(attrs: unknown): NamedMember | null {
  return z.object({ member: Id, mark: Id }).safeParse(attrs).data ?? null;
}

/** @returns the question whose crowd a `chip` node shows, or null */
export function chipOf(attrs: unknown): string | null {
  return z.object({ question: Id }).safeParse(attrs).data?.question ?? null;
}

/** Everything a text points at, each once, in order of appearance. */
export interface References {
  readonly citations: readonly Citation[];
  readonly members: readonly string[];
  readonly questions: readonly string[];
}

export function referencesIn(text: RationaleNode): References {
  const citations = new Map<string, Citation>();
  const members = new Set<string>();
  const questions = new Set<string>();
  const waiting = [text];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    waiting.push(...(node.content ?? []).toReversed());
    const citation = node.type === "citation" ? citationOf(node.attrs) : null;
    const member = node.type === "mention" ? mentionOf(node.attrs) : null;
    const question = node.type === "chip" ? chipOf(node.attrs) : null;
    if (citation) citations.set(citationKey(citation), citation);
    if (member) members.add(member);
    if (question) questions.add(question);
  }
  return { citations: [...citations.values()], members: [...members], questions: [...questions] };
}

/** Two citations of the same words or note have the same key. */
export function citationKey(citation: Citation): string {
  return citation.kind === "source"
    ? `${citation.version} ${citation.source}`
    : `${citation.version} ${citation.start} ${citation.end}`;
}

/** A citation as a reader sees it. */
export interface CitedWords {
  /** Short form, as it stands in the text: “¶ 12”, “note 3”. */
  readonly mark: string;
  /** The quoted words, or the note as written. */
  readonly text: string;
  /** Where in the brief it is read; null where the reader cannot go there. */
  readonly href: string | null;
  /** The title of the brief. */
  readonly brief: string;
  /** Of a note that names one. */
  readonly url: string | null;
  /** Where the brief has a newer version than the cited one: numbers of both. */
  readonly newer?: { readonly cited: number; readonly newest: number } | null;
}

/** A question's crowd as a reader may see it. */
export interface ChipReading {
  readonly title: string;
  readonly href: string;
  /** Median of the standing crowd, a probability; null while it is hidden from the reader or nobody's forecast stands. */
  readonly crowd: number | null;
  readonly hidden: boolean;
}

/** What a text's references say to one reader. What is missing may not be seen, or is gone. */
export interface ReadReferences {
  /** By {@link citationKey}. */
  readonly citations: ReadonlyMap<string, CitedWords>;
  /** Names by member id. */
  readonly members: ReadonlyMap<string, string>;
  /** By question id. */
  readonly questions: ReadonlyMap<string, ChipReading>;
}

/** What an author may point at: what is in the scenario's team and in its brief as it reads now. */
export interface Palette {
  readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly questions: readonly { readonly id: string; readonly title: string; readonly scenario: string }[];
  readonly brief: string;
  /** The version of the brief that passages and notes are of. */
  readonly version: string;
  /** Numbered passages. Offsets into the version's text, UTF-16 code units, end exclusive. */
  readonly passages: readonly {
    readonly number: number;
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }[];
  readonly notes: readonly { readonly number: number; readonly text: string }[];
}

/** Most references of each kind that are asked about at once. */
export const REFERENCES_AT_ONCE = 200;

export const NO_REFERENCES: ReadReferences = { citations: new Map(), members: new Map(), questions: new Map() };
