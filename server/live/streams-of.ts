import { AppError } from "#server/platform/errors";

/** Streams of events that one person may have open here at once: more than anybody has pages, and each asks for their rights all the time. */
export const MOST_STREAMS = 50;

const open = new Map<string, number>();

/**
 * Counts one more open stream of a person.
 *
 * @returns what is called when it ends
 * @throws {AppError} TOO_MANY
 */
export function countStream(userId: string): () => void {
  const count = open.get(userId) ?? 0;
  if (count >= MOST_STREAMS)
    throw new AppError("TOO_MANY", "You have too many pages open. Close some, then try again.");
  open.set(userId, count + 1);
  return () => {
    const left = (open.get(userId) ?? 1) - 1;
    if (left > 0) open.set(userId, left);
    else open.delete(userId);
  };
}
