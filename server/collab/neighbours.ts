/** How often each node says that it is there. */
const EVERY_MS = 10_000;
/** One that has been silent for so long is gone. */
const FORGOTTEN_MS = 3.5 * EVERY_MS;
/** How long an answer to "who is there" may take. */
const ANSWERS_MS = 2_000;

/**
 * Whether other nodes listen, as far as can be told: a node that is alone need tell nobody. Who is taken for absent wrongly is
 * told nothing until they are heard again, and finds by asking what they were not told.
 *
 * @param clock milliseconds that never go back
 */
export function neighbours(clock: () => number = () => performance.now()) {
  const heardAt = new Map<number, number>();
  let askedAt: number | null = null;

  return {
    everyMs: EVERY_MS,
    /** Something came from this one. @returns whether it is new here */
    heard(node: number): boolean {
      const known = heardAt.has(node);
      heardAt.set(node, clock());
      return !known;
    },
    /** The others have been asked whether they are there. */
    ask(): void {
      askedAt = clock();
    },
    /** Whether nobody answered, or all have gone since. Before the others can have answered, nobody is alone. */
    alone(): boolean {
      if (askedAt === null || clock() - askedAt < ANSWERS_MS) return false;
      for (const [node, at] of heardAt) if (clock() - at > FORGOTTEN_MS) heardAt.delete(node);
      return heardAt.size === 0;
    },
  };
}
