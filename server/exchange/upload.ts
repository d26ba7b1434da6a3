import type { Actor } from "#core/permissions";
import { can } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { wantJob } from "#server/jobs/want";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";

/** Bytes that an uploaded file may have. */
export const MOST_BYTES = 256 * 1024 * 1024;
/** Bytes of a stored piece. */
const PIECE = 1024 * 1024;
/** Uploads of a team that may wait to be imported at a time. */
const MOST_WAITING = 10;
/** Milliseconds after which a file that is still arriving has broken off: no request lasts that long. */
export const LONGEST_UPLOAD = 15 * 60_000;

/**
 * Takes a file into the database as it arrives, a piece at a time, and has it looked at. Nothing of it is read here.
 *
 * @param given `name` as the file is called where it comes from
 * @returns the id of the import
 * @throws {AppError} NOT_FOUND or FORBIDDEN without the right, TOO_LARGE, TOO_MANY, INVALID for an empty file
 */
export async function uploadWorld(
  actor: Actor,
  given: { teamId: string; name: string; body: AsyncIterable<Uint8Array> },
): Promise<{ importId: string }> {
  const { teamId } = given;
  if (!can(actor, "team.read", { teamId })) throw notFound();
  if (!can(actor, "world.import", { teamId }))
    throw new AppError("FORBIDDEN", "Your role in this team does not allow that.");
  const waiting = await db.worldImport.count({
    where: {
      teamId,
      OR: [
        { state: { in: ["CHECKING", "CHECKED"] } },
        { state: "UPLOADING", createdAt: { gt: new Date(Date.now() - LONGEST_UPLOAD) } },
      ],
    },
  });
  if (waiting >= MOST_WAITING)
    throw new AppError("TOO_MANY", `${MOST_WAITING} files of this team wait already: import or discard some first.`);
  const fileName = nameOf(given.name);
  const { id } = await db.worldImport.create({
    data: { teamId, createdById: actor.userId, fileName, state: "UPLOADING" },
    select: { id: true },
  });
  try {
    await storePieces(id, given.body);
    await db.$transaction(async (tx) => {
      await tx.worldImport.update({ where: { id }, data: { state: "CHECKING" }, select: { id: true } });
      await recordAudit(tx, { actorId: actor.userId, teamId, action: "world.upload", subjectId: id });
    });
  } catch (error) {
    await db.worldImport.delete({ where: { id } });
    throw error;
  }
  wantJob("imports.run");
  return { importId: id };
}

async function storePieces(importId: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  let held: Uint8Array[] = [];
  let length = 0;
  let total = 0;
  let number = 0;
  const store = async () => {
    if (length === 0) return;
    number += 1;
    const bytes = Uint8Array.from(Buffer.concat(held));
    held = [];
    length = 0;
    await db.worldImportChunk.create({ data: { importId, number, bytes }, select: { number: true } });
  };
  for await (const piece of body) {
    total += piece.byteLength;
    if (total > MOST_BYTES)
      throw new AppError(
        "TOO_LARGE",
        `A file has at most ${MOST_BYTES / 1024 / 1024} MB; import a larger one by command.`,
      );
    held.push(piece);
    length += piece.byteLength;
    if (length >= PIECE) await store();
  }
  await store();
  if (total === 0) throw new AppError("INVALID", "This file is empty.");
}

/** Without folders and without characters that no name has. */
function nameOf(given: string): string {
  const last = given.split(/[\\/]/).at(-1) ?? "";
  const clean = last
    .replace(/\p{Cc}/gu, "")
    .trim()
    .slice(0, 200);
  return clean.isWellFormed() && clean !== "" ? clean : "file";
}
