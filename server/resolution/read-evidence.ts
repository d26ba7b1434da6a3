import { type Actor, can } from "#core/permissions";
import { pool } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface KeptFile {
  name: string;
  mediaType: string;
  content: Buffer;
}

/**
 * A file of evidence, for whoever may read its question; one that no proposal names yet, for whoever handed it in.
 *
 * @throws NOT_FOUND
 */
export async function readEvidence(actor: Actor, fileId: string): Promise<KeptFile> {
  const { rows } = await pool.query<{ teamId: string; uploadedById: string; named: boolean }>(
    `SELECT f."teamId", f."uploadedById", p."fileId" IS NOT NULL AS named
     FROM "EvidenceFile" f LEFT JOIN "ProposalFile" p
       ON p."teamId" = f."teamId" AND p."questionId" = f."questionId" AND p."fileId" = f."id"
     WHERE f."id" = $1`,
    [fileId],
  );
  const [file] = rows;
  if (!file || !can(actor, "question.read", file) || !(file.named || file.uploadedById === actor.userId))
    throw notFound();
  const kept = await pool.query<KeptFile>(`SELECT "name", "mediaType", "content" FROM "EvidenceFile" WHERE "id" = $1`, [
    fileId,
  ]);
  const [content] = kept.rows;
  if (!content) throw notFound();
  return content;
}

/** Bytes of a text that a page brings along. */
const SHOWN_BYTES = 16_000;

/** The beginnings of texts, by id, for a page that has asked for its question: evidence is read where it is judged. */
export async function evidenceTexts(fileIds: readonly string[]): Promise<Map<string, string>> {
  if (fileIds.length === 0) return new Map();
  const { rows } = await pool.query<{ id: string; head: Buffer; size: number }>(
    `SELECT "id", substring("content" FROM 1 FOR ${SHOWN_BYTES}) AS head, "size" FROM "EvidenceFile"
     WHERE "id" = ANY ($1::uuid[]) AND "mediaType" = 'text/plain'`,
    [fileIds],
  );
  return new Map(rows.map(({ id, head, size }) => [id, beginning(head, size)]));
}

/** A letter that was cut in half is left out. */
function beginning(head: Buffer, size: number): string {
  if (head.length === size) return head.toString("utf8");
  return `${new TextDecoder().decode(head, { stream: true })}\n…`;
}
