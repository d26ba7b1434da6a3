import { notFound } from "next/navigation";
import type { NextRequest } from "next/server";
import { z } from "zod";
import { auditFormat, exportAudit } from "#server/audit/audit-export";
import { orNotFound, requireActor } from "#server/identity/session";
import { download } from "../../../../../../download";
import { filterOf } from "../../../../audit/asked";

/** A team's log as its lead narrowed it. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await requireActor();
  const { id: teamId } = await params;
  if (!z.uuid().safeParse(teamId).success) notFound();
  const asked = Object.fromEntries(request.nextUrl.searchParams);
  const { name, type, text } = await orNotFound(
    exportAudit(actor, { teamId }, filterOf(asked), auditFormat.parse(asked.format)),
  );
  return download(name, type, text, request.signal);
}
