import type { NextRequest } from "next/server";
import { auditFormat, exportAudit } from "#server/audit/audit-export";
import { orNotFound, requireActor } from "#server/identity/session";
import { download } from "../../../../download";
import { filterOf } from "../asked";

/** The organisation's log as its reader narrowed it: `/admin/audit/file?format=csv`, or `json`. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor();
  const asked = Object.fromEntries(request.nextUrl.searchParams);
  const { name, type, text } = await orNotFound(
    exportAudit(actor, { teamId: null }, filterOf(asked), auditFormat.parse(asked.format)),
  );
  return download(name, type, text, request.signal);
}
