import type * as Y from "yjs";
import { LONGEST_QUOTE, placeOfQuote, quoteSpan, wordsOf } from "#core/comment-anchor";
import type { Prisma } from "#prisma/client/client";
import { positionsOf, sharedText, spanOf } from "#server/collab/shared-text";

/** Of a quote whose words are gone from the text as well. */
const NO_QUOTE = { exact: "", prefix: "", suffix: "", stood: 0, alike: 0, twins: 0 };

/**
 * After a redaction no quote says what the text no longer says: one whose words still stand is taken anew from the text, with
 * the identities that letters have in the new document; another loses its words. What people wrote about them is theirs and
 * stays. Hold the scenario's row: threads are opened under it.
 *
 * @param before the document with its history
 * @param after the same text without
 */
export async function renewQuotes(
  tx: Prisma.TransactionClient,
  scenarioId: string,
  before: Y.Doc,
  after: Y.Doc,
): Promise<void> {
  const threads = await tx.rationaleThread.findMany({
    where: { scenarioId },
    select: {
      id: true,
      start: true,
      end: true,
      exact: true,
      prefix: true,
      suffix: true,
      stood: true,
      alike: true,
      twins: true,
    },
  });
  const [was, is] = [sharedText(before), sharedText(after)];
  const [words, wordsLeft] = [wordsOf(was.text), wordsOf(is.text)];
  // At most 500 beside a rationale, and hardly ever: one by one.
  for (const { id, start, end, ...quote } of threads) {
    const span = spanOf(before, was, { start, end });
    const place = placeOfQuote(words, quote, typeof span === "string" ? null : span);
    // What was written inside a quote counts to it, and may have made it longer than a quote can be.
    const renewed = place && quoteSpan(wordsLeft, { ...place, end: Math.min(place.end, place.start + LONGEST_QUOTE) });
    const positions = renewed && positionsOf(is, renewed.span);
    const data = renewed && positions ? { ...renewed.quote, ...positions } : NO_QUOTE;
    await tx.rationaleThread.update({ where: { id }, data: { ...data, quoteSalt: null }, select: { id: true } });
  }
}
