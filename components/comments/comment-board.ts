/** Words that somebody has selected to say something of them. */
export interface ChosenWords {
  words: string;
  /** Encoded relative positions, in Base64. */
  start: string;
  end: string;
}

interface BoardState {
  /** By thread, whether its words are in the open text; null until there is one. */
  placed: ReadonlyMap<string, boolean> | null;
  /** The thread that the caret is in, or that was gone to last. */
  active: string | null;
  /** A thread that is to have the focus as soon as it is drawn. */
  focus: string | null;
  composing: ChosenWords | null;
}

/** What the open text can do for the list beside it. */
export interface OpenText {
  /** Puts the selection on a thread's words, and the focus with it. */
  goTo(threadId: string): void;
  /** Back to where one was in it. */
  focus(): void;
  /** Waits until everything that was typed here is on the server's disk. @returns whether it is */
  saved(): Promise<boolean>;
}

/** Between the text, which knows where words are, and the list of what is said of them. */
export class CommentBoard {
  #state: BoardState = { placed: null, active: null, focus: null, composing: null };
  readonly #listeners = new Set<() => void>();
  /** Answers that were begun, by thread: they outlast a thread's way from one list to the other. */
  readonly drafts = new Map<string, string>();
  text: OpenText | null = null;

  readonly read = (): BoardState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  set(change: Partial<BoardState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
