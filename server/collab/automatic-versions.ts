import { RATIONALE_SCHEMA } from "#core/rationale";
import type { AutomaticVersions } from "#server/collab/edit-days";
import { lockVersions, takeVersion } from "#server/collab/take-version";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";

/** The versions that nobody asks for. Several nodes may take the same one at once: one of them does. */
export function automaticVersions(): AutomaticVersions {
  return { edited: keepFirstOfDay, beforeSchemaChange: keepBeforeSchemaChange };
}

/** The day is the update's own, as the database says it: the node's clock may be another. */
export async function keepFirstOfDay(documentId: string, seq: number): Promise<void> {
  const taken = await db.$transaction(async (tx) => {
    const [edit] = await tx.$queryRaw<{ day: Date; first: number; kept: boolean }[]>`
      SELECT edit."day", first."seq" AS first,
        EXISTS (SELECT FROM "DocumentVersion" v WHERE v."documentId" = ${documentId}::uuid AND v."day" = edit."day") AS kept
      FROM (
        SELECT ("createdAt" AT TIME ZONE 'UTC')::date AS "day" FROM "DocumentUpdate"
        WHERE "documentId" = ${documentId}::uuid AND "seq" = ${seq}
      ) edit, LATERAL (
        SELECT min("seq") AS "seq" FROM "DocumentUpdate"
        WHERE "documentId" = ${documentId}::uuid AND "seq" <= ${seq} AND "createdAt" >= edit."day"::timestamp AT TIME ZONE 'UTC'
      ) first`;
    if (!edit || edit.kept || edit.first <= 1) return null;
    await lockVersions(tx, documentId);
    const [before, day] = [edit.first - 1, edit.day];
    if (await tx.documentVersion.findFirst({ where: { documentId, day }, select: { id: true } })) return null;
    // What a redaction left is the first that can be kept.
    if (!(await tx.documentUpdate.findFirst({ where: { documentId, seq: before }, select: { seq: true } })))
      return null;
    return takeVersion(tx, { documentId, kind: "FIRST_OF_DAY", seq: before, day, createdById: null });
  });
  if (taken) pokeSealer();
}

async function keepBeforeSchemaChange(documentId: string): Promise<void> {
  const taken = await db.$transaction(async (tx) => {
    await lockVersions(tx, documentId);
    const document = await tx.document.findUnique({ where: { id: documentId }, select: { schemaVersion: true } });
    if (!document || document.schemaVersion >= RATIONALE_SCHEMA) return null;
    const version = await takeVersion(tx, { documentId, kind: "BEFORE_SCHEMA_CHANGE", createdById: null });
    await tx.document.update({
      where: { id: documentId },
      data: { schemaVersion: RATIONALE_SCHEMA },
      select: { id: true },
    });
    return version;
  });
  if (taken) pokeSealer();
}
