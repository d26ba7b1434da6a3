import { z } from "zod";
import { EXPORT_TABLES } from "#core/data-dictionary";
import { type Actor, can } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { readerOf } from "#server/exchange/export-snapshot";
import { exportTable } from "#server/exchange/export-table";
import { exportTeam } from "#server/exchange/export-world";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export const exportInput = z.object({ team: z.uuid(), file: z.enum(["world", ...EXPORT_TABLES]) });

export interface ExportedFile {
  name: string;
  type: string;
  /** In pieces, as they are read. */
  text: AsyncGenerator<string>;
}

/**
 * Everything of a team that an actor may see, as a file. What was taken is in the audit log.
 *
 * @throws NOT_FOUND for a team that the actor may not read
 */
export async function exportFile(
  actor: Actor,
  { team: teamId, file }: z.infer<typeof exportInput>,
): Promise<ExportedFile> {
  if (!can(actor, "world.export", { teamId })) throw notFound();
  const team = await db.team.findUnique({ where: { id: teamId }, select: { name: true, boardNames: true } });
  if (!team) throw notFound();
  await recordAudit(db, { actorId: actor.userId, teamId, action: "world.export", detail: { file } });
  const reader = readerOf(actor, teamId, team.boardNames);
  const stem = `${slug(team.name)}-${new Date().toISOString().slice(0, 10)}`;
  if (file === "world")
    return { name: `${stem}-world.json`, type: "application/json; charset=utf-8", text: exportTeam(teamId, reader) };
  return { name: `${stem}-${file}.csv`, type: "text/csv; charset=utf-8", text: exportTable(teamId, reader, file) };
}

/** A name of plain letters, whatever the team is called. */
function slug(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/[^\p{ASCII}]/gu, "")
    .toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "team"
  );
}
