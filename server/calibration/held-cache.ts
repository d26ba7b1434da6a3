import type { SelectedQuestion } from "#server/scores/question-selection";

/** What decides what was held on a question: the verdict and the clocks in force. A corrected verdict is another key, so nothing is ever cleared. */
export function heldKey({ resolutionId, opensAt, closesAt }: SelectedQuestion): string {
  return `${resolutionId} ${opensAt} ${closesAt}`;
}

type Held<P> = readonly (readonly P[])[];

/** Gives what was held on questions that count, question by question. */
type HeldOnce<P> = (
  questions: readonly SelectedQuestion[],
  /** What is asked of each, such as the horizon. */
  what: string,
  /** Gives it for those that are not kept, in their order. */
  read: (missing: readonly SelectedQuestion[]) => Promise<Held<P>>,
) => Promise<Held<P>>;

/**
 * Keeps what was held on questions that count. They lie behind their scheduled close, where no forecast can reach their
 * horizon any more: each is read once for each verdict, and a new verdict costs its own question only. A process forgets
 * what was asked for longest ago.
 *
 * @param most pairs kept, under a hundred bytes each
 */
export function heldStore<P>(most: number): HeldOnce<P> {
  const kept = new Map<string, readonly P[]>();
  let size = 0;
  const forget = (key: string) => {
    const pairs = kept.get(key);
    if (pairs === undefined) return;
    kept.delete(key);
    size -= pairs.length + 1;
  };
  return async (questions, what, read) => {
    const keyOf = (question: SelectedQuestion) => `${heldKey(question)} ${what}`;
    // Taken out before waiting: meanwhile another reader may push them out of what is kept.
    const known = new Map(questions.map((question) => [question.id, kept.get(keyOf(question))]));
    const missing = questions.filter(({ id }) => known.get(id) === undefined);
    const found = missing.length > 0 ? await read(missing) : [];
    for (const [i, { id }] of missing.entries()) known.set(id, found[i]);
    const held = questions.map((question) => {
      const key = keyOf(question);
      const pairs = known.get(question.id) ?? [];
      forget(key);
      kept.set(key, pairs);
      size += pairs.length + 1;
      return pairs;
    });
    for (const key of kept.keys()) {
      if (size <= most) break;
      forget(key);
    }
    return held;
  };
}
