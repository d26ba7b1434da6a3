import { z } from "zod";
import type { Actor } from "#core/permissions";
import { BYTE_ORDER_MARK, csvLine } from "#core/spreadsheet";
import type { Prisma } from "#prisma/client/client";
import { type AuditFilter, type AuditScope, auditWhere } from "#server/audit/audit-filter";
import { type AuditRow, readEntries } from "#server/audit/audit-queries";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";

export const auditFormat = z.enum(["csv", "json"]).catch("csv");

/** Entries that are read at a time. */
const PIECE = 1000;
const COLUMNS = [
  "at",
  "action",
  "actorId",
  "actor",
  "asDeputyFor",
  "teamId",
  "team",
  "subjectId",
  "subject",
  "network",
  "detail",
  "id",
];

/**
 * The log as its reader may see it and narrowed it, as a file, newest first and as it stood when it was asked for. That it was
 * taken is in the log.
 *
 * @throws NOT_FOUND for a log that the actor may not read
 */
export async function exportAudit(
  actor: Actor,
  scope: AuditScope,
  { page: _page, ...filter }: AuditFilter,
  format: z.infer<typeof auditFormat>,
): Promise<{ name: string; type: string; text: AsyncGenerator<string> }> {
  const { where: asked } = await auditWhere(actor, scope, filter);
  const { id } = await db.$transaction((tx) =>
    recordAudit(tx, {
      actorId: actor.userId,
      teamId: scope.teamId,
      action: "audit.export",
      detail: { format, ...JSON.parse(JSON.stringify(filter)) },
    }),
  );
  const where = { AND: [asked, { id: { not: id } }] };
  const name = `audit-log-${new Date().toISOString().slice(0, 10)}.${format}`;
  return format === "csv"
    ? { name, type: "text/csv; charset=utf-8", text: asCsv(where) }
    : { name, type: "application/json; charset=utf-8", text: asJson(where) };
}

/** By id, which is given in the order of time: what is written meanwhile is newer than what is left to read. */
async function* pieces(where: Prisma.AuditEntryWhereInput): AsyncGenerator<AuditRow[]> {
  let after: Prisma.AuditEntryWhereInput = {};
  for (;;) {
    const rows = await readEntries({ AND: [where, after] }, { skip: 0, take: PIECE, orderBy: { id: "desc" } });
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < PIECE) return;
    after = { id: { lt: last.id } };
  }
}

async function* asCsv(where: Prisma.AuditEntryWhereInput): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  for await (const rows of pieces(where))
    yield rows
      .map(({ at, action, actorId, by, deputyFor, teamId, team, subjectId, about, network, detail, id }) =>
        csvLine([
          at.toISOString(),
          action,
          actorId,
          by,
          deputyFor,
          teamId,
          team,
          subjectId,
          about,
          network,
          JSON.stringify(detail),
          id,
        ]),
      )
      .join("");
}

async function* asJson(where: Prisma.AuditEntryWhereInput): AsyncGenerator<string> {
  yield "[";
  let first = true;
  for await (const rows of pieces(where)) {
    const lines = rows.map(({ by, deputyFor, about, ...row }) =>
      JSON.stringify({ ...row, actor: by, asDeputyFor: deputyFor, subject: about }),
    );
    yield `${first ? "\n" : ",\n"}${lines.join(",\n")}`;
    first = false;
  }
  yield "\n]\n";
}
