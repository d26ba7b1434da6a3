import * as Y from "yjs";
import { RATIONALE_SCHEMA, type RationaleNode } from "#core/rationale";
import type { Prisma } from "#prisma/client/client";
import { writeRationale } from "#server/collab/rationale-json";
import { rewrite } from "#server/collab/rewrite";
import { rebuildAt } from "#server/collab/take-version";

interface SeededRationale {
  scenarioId: string;
  teamId: string;
  /** Who wrote it; null for nobody in particular. */
  userId: string | null;
  writtenAt?: Date;
  content: readonly RationaleNode[];
}

/** Yjs numbers editors at random; one of our own keeps a seeded text the same at every seeding. */
const SEED_EDITOR = 1;

/** Gives a scenario without a rationale its first text, inside the caller's transaction. */
export async function seedRationale(tx: Prisma.TransactionClient, rationale: SeededRationale): Promise<void> {
  const { scenarioId, teamId, userId, writtenAt, content } = rationale;
  const document = new Y.Doc();
  document.clientID = SEED_EDITOR;
  writeRationale(document, content);
  const update = Uint8Array.from(Y.encodeStateAsUpdate(document));
  document.destroy();
  const at = writtenAt ? { createdAt: writtenAt } : {};
  await tx.document.create({
    data: { id: scenarioId, teamId, head: 1, schemaVersion: RATIONALE_SCHEMA, ...at },
    select: { id: true },
  });
  await tx.documentUpdate.create({
    data: { documentId: scenarioId, seq: 1, update, userId, ...at },
    select: { seq: true },
  });
}

/** Turns a seeded text into another as somebody's edit at an instant, inside the caller's transaction. */
export async function reviseRationale(
  tx: Prisma.TransactionClient,
  { scenarioId, userId, writtenAt, content }: Omit<SeededRationale, "teamId"> & { writtenAt: Date },
): Promise<void> {
  const { head } = await tx.document.update({
    where: { id: scenarioId },
    data: { head: { increment: 1 } },
    select: { head: true },
  });
  const document = new Y.Doc();
  document.clientID = SEED_EDITOR + head;
  await rebuildAt(tx, scenarioId, head - 1, document);
  const update = rewrite(document, { type: "doc", content: [...content] });
  document.destroy();
  if (!update) throw new RangeError(`the revision of ${scenarioId} must change something`);
  await tx.documentUpdate.create({
    data: { documentId: scenarioId, seq: head, update: Uint8Array.from(update), userId, createdAt: writtenAt },
    select: { seq: true },
  });
}

/** Short hands for seeded texts: `paragraph("Words ", bold("that matter"))`. */
export const text = (words: string, ...marks: NonNullable<RationaleNode["marks"]>): RationaleNode => ({
  type: "text",
  text: words,
  ...(marks.length > 0 ? { marks } : {}),
});
export const bold = (words: string) => text(words, { type: "bold" });
export const italic = (words: string) => text(words, { type: "italic" });
export const link = (words: string, href: string) => text(words, { type: "link", attrs: { href } });
export const paragraph = (...content: (RationaleNode | string)[]): RationaleNode => ({
  type: "paragraph",
  content: content.map((piece) => (typeof piece === "string" ? text(piece) : piece)),
});
export const heading = (words: string): RationaleNode => ({
  type: "heading",
  attrs: { level: 3 },
  content: [text(words)],
});
export const quote = (...content: RationaleNode[]): RationaleNode => ({ type: "blockquote", content });
export const bullets = (...items: (RationaleNode | string)[]): RationaleNode => ({
  type: "bulletList",
  content: items.map((item) => ({ type: "listItem", content: [typeof item === "string" ? paragraph(item) : item] })),
});
