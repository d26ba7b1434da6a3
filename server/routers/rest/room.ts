import { places } from "#server/platform/places";
import { Problem } from "#server/routers/rest/problem";

/** Longer bodies are few at a time, so that memory holds whatever is sent. */
const LONG = 1024 * 1024;
const MOST = 8;
/** Of one token, so that one program leaves room for others. */
const MOST_OF_ONE = 3;

const place = places(MOST, MOST_OF_ONE);

/**
 * Makes room for a body: at once for a short one, where there is some for a longer one or one that does not say.
 *
 * @returns what gives the room back; once and again does no harm
 * @throws {Problem} where too many longer ones are on their way
 */
export function roomFor(tokenId: string, length: number | null, most: number): () => void {
  if (most <= LONG || (length !== null && length <= LONG)) return () => {};
  const giveBack = place(tokenId);
  if (giveBack) return giveBack;
  throw new Problem("too-many-requests", "Many large bodies are on their way just now. Try again in a moment.", {
    headers: { "Retry-After": "5", Connection: "close" },
  });
}
