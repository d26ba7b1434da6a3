import {
  type Citation,
  chipOf,
  citationKey,
  citationOf,
  mentionOf,
  NO_REFERENCES,
  REFERENCES_AT_ONCE,
  type ReadReferences,
  type References,
} from "#core/rationale-references";

/** Asks the server what references say to the reader. */
export type LookUp = (references: References) => Promise<ReadReferences>;

/** How long references that appear together wait for each other, in milliseconds: a paste makes one question. */
const GATHER = 30;

/**
 * What the references in an open text say to its reader. Begins with what came with the page, asks for what it does not
 * know, and asks again for what has changed. It lives in the browser's memory only: nothing of it goes into the document.
 */
export class ReferenceBook {
  #read: ReadReferences;
  readonly #lookUp: LookUp;
  readonly #listeners = new Set<() => void>();
  #asked = new Set<string>();
  #citations: Citation[] = [];
  #members: string[] = [];
  #questions: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(lookUp: LookUp, read: ReadReferences = NO_REFERENCES) {
    this.#lookUp = lookUp;
    this.#read = read;
  }

  readonly read = (): ReadReferences => this.#read;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** A node is shown: what it points at is asked for unless it is known or was asked for before. */
  want(type: string, attrs: unknown): void {
    const citation = type === "citation" ? citationOf(attrs) : null;
    const member = type === "mention" ? mentionOf(attrs) : null;
    const question = type === "chip" ? chipOf(attrs) : null;
    if (citation && !this.#read.citations.has(citationKey(citation)) && this.#first(citationKey(citation)))
      this.#citations.push(citation);
    if (member && !this.#read.members.has(member) && this.#first(member)) this.#members.push(member);
    if (question && !this.#read.questions.has(question) && this.#first(question)) this.#questions.push(question);
  }

  /** Questions whose crowd is shown: what an event about one of them is news to. */
  showsQuestion(id: string): boolean {
    return this.#read.questions.has(id);
  }

  /** Something happened to questions: their crowds are read anew. */
  refresh(questions: Iterable<string> = this.#read.questions.keys()): void {
    for (const question of questions) if (!this.#questions.includes(question)) this.#questions.push(question);
    if (this.#questions.length > 0) this.#soon();
  }

  /** What the server has just said with the page. */
  take(read: ReadReferences): void {
    this.#read = {
      citations: new Map([...this.#read.citations, ...read.citations]),
      members: new Map([...this.#read.members, ...read.members]),
      questions: new Map([...this.#read.questions, ...read.questions]),
    };
    for (const listener of this.#listeners) listener();
  }

  #first(key: string): boolean {
    if (this.#asked.has(key)) return false;
    this.#asked.add(key);
    this.#soon();
    return true;
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.#ask(), GATHER);
  }

  async #ask(): Promise<void> {
    this.#timer = undefined;
    const asking = {
      citations: this.#citations.splice(0, REFERENCES_AT_ONCE),
      members: this.#members.splice(0, REFERENCES_AT_ONCE),
      questions: this.#questions.splice(0, REFERENCES_AT_ONCE),
    };
    if (this.#citations.length + this.#members.length + this.#questions.length > 0) this.#soon();
    try {
      this.take(await this.#lookUp(asking));
    } catch {
      // Without a connection they are drawn as not found; the next one to appear, or the next event, asks again.
      for (const key of [...asking.citations.map(citationKey), ...asking.members, ...asking.questions])
        this.#asked.delete(key);
    }
  }
}
