import { z } from "zod";
import { type Anchor, anchorSpan } from "#core/anchor";
import type { Prisma } from "#prisma/client/client";
import { AppError, notFound } from "#server/platform/errors";

/** Words picked from a brief version: their place in its canonical text, and the words themselves as a check. */
export const quoteInput = z
  .object({
    briefVersionId: z.uuid(),
    start: z.int().min(0),
    end: z.int().min(1),
    exact: z.string().max(4_000, "Quote at most 4,000 characters."),
  })
  .refine(({ start, end }) => start < end, { path: ["exact"], message: "Select some words of the brief first." });
export type Quote = z.infer<typeof quoteInput>;

/**
 * Anchors picked words in the newest version of the brief, which stays the newest until the transaction ends.
 *
 * @throws {AppError} NOT_FOUND for a version of another brief; CONFLICT for one that is not the newest; INVALID where the
 *   words do not stand there
 */
export async function anchorQuote(tx: Prisma.TransactionClient, briefId: string, quote: Quote): Promise<Anchor> {
  await tx.$queryRaw`SELECT 1 FROM "Brief" WHERE "id" = ${briefId}::uuid FOR NO KEY UPDATE`;
  const version = await tx.briefVersion.findFirst({
    where: { id: quote.briefVersionId, briefId },
    select: { text: true, number: true },
  });
  if (!version) throw notFound();
  const newer = await tx.briefVersion.count({ where: { briefId, number: { gt: version.number } } });
  if (newer > 0) throw new AppError("CONFLICT", "The brief has a newer version. Select the words there.", "exact");
  const { text } = version;
  if (text.slice(quote.start, quote.end) !== quote.exact)
    throw new AppError("INVALID", "These words do not stand at that place in the brief. Select them again.", "exact");
  try {
    return anchorSpan(text, quote.start, quote.end);
  } catch (error) {
    throw new AppError("INVALID", "Select whole words of the brief.", "exact", { cause: error });
  }
}
