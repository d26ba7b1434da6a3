import { z } from "zod";
import { LONGEST_QUOTE, type Quote, quoteSpan, wordsOf } from "#core/comment-anchor";
import type { Prisma } from "#prisma/client/client";
import { type Positions, positionsOf, sharedText, spanOf } from "#server/collab/shared-text";
import { newSalt, textHash } from "#server/ledger/leaf";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { readStored } from "#server/rationales/stored-document";
import { tellThread } from "#server/rationales/threads/tell-thread";
import { commenter, type ThreadCtx, writeEntry } from "#server/rationales/threads/write-entry";

export const remarkBody = z
  .string()
  .trim()
  .min(1, "Write something first.")
  .max(8_000, "A comment has at most 8,000 characters.");

/** A Yjs relative position, encoded, in Base64. */
const Position = z.base64("This is no place in a text.").min(1).max(64, "This is no place in a text.");
export const threadInput = z.object({ start: Position, end: Position, body: remarkBody });

/** Most threads beside one rationale. */
export const THREADS = 500;

/**
 * Opens a thread about some words of the rationale. Which words these are is read from the text on disk, so the quote is what
 * stood there.
 */
export async function openThread(
  ctx: ThreadCtx,
  input: z.infer<typeof threadInput>,
): Promise<{ threadId: string; commentId: string }> {
  const writer = await commenter(ctx);
  const { id: scenarioId, teamId } = ctx.scenario;
  const generation = await generationOf(db, scenarioId);
  const { quote, positions } = await quoted(scenarioId, {
    start: Uint8Array.from(Buffer.from(input.start, "base64")),
    end: Uint8Array.from(Buffer.from(input.end, "base64")),
  });
  const opened = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT FROM "Scenario" WHERE "id" = ${scenarioId}::uuid FOR NO KEY UPDATE`;
    // A quote of a history that was removed since must not be kept.
    if ((await generationOf(tx, scenarioId)) !== generation)
      throw new AppError("CONFLICT", "The history of this rationale has just been removed. Reload the page.");
    if ((await tx.rationaleThread.count({ where: { scenarioId } })) >= THREADS)
      throw new AppError("CONFLICT", `A rationale has at most ${THREADS} threads. Answer in one that is there.`);
    const salt = newSalt();
    const { id: threadId } = await tx.rationaleThread.create({
      data: { teamId, scenarioId, ...positions, ...quote, quoteSalt: Uint8Array.from(salt) },
      select: { id: true },
    });
    const { body } = input;
    const hash = textHash(salt, quote.exact);
    const commentId = await writeEntry(tx, ctx, writer, { threadId, kind: "COMMENT", body, quote: hash });
    await tellThread(tx, ctx, { threadId, remarkId: commentId, body, reply: false });
    return { threadId, commentId };
  });
  pokeSealer();
  return opened;
}

async function generationOf(tx: Prisma.TransactionClient, scenarioId: string): Promise<number | undefined> {
  const document = await tx.document.findUnique({ where: { id: scenarioId }, select: { generation: true } });
  return document?.generation;
}

async function quoted(scenarioId: string, given: Positions): Promise<{ quote: Quote; positions: Positions }> {
  const found = await readStored(scenarioId, (document) => {
    const flat = sharedText(document);
    const read = spanOf(document, flat, given);
    if (read === null || typeof read === "string") return read ?? "gone";
    const words = wordsOf(flat.text);
    const length = flat.text.slice(read.start, read.end).replace(/\s+/g, " ").trim().length;
    if (length === 0) return "gone";
    if (length > LONGEST_QUOTE) return "long";
    const { quote, span } = quoteSpan(words, read);
    const positions = positionsOf(flat, span);
    return positions ? { quote, positions } : "gone";
  });
  switch (found) {
    case null:
    case "unknown":
      throw new AppError("CONFLICT", "These words are not saved yet. Try again in a moment.", "start");
    case "malformed":
      throw new AppError("INVALID", "This is no place in this text.", "start");
    case "gone":
      throw new AppError("INVALID", "These words are no longer in the text. Select others.", "start");
    case "long":
      throw new AppError("INVALID", "A comment is about at most 2,000 characters. Select fewer.", "end");
    default:
      return found;
  }
}
