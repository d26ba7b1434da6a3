import type { NextRequest } from "next/server";
import { noteExport } from "#server/audit/note-export";
import { orNotFound, requireActor } from "#server/identity/session";
import { setFile } from "#server/relations/set-file";
import { scenarioSet } from "#server/relations/set-matrix";
import { download } from "../../../../../download";

/** The numbers of a scenario set, as far as the reader may see them, as a CSV. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await requireActor();
  const { id } = await params;
  const set = await orNotFound(scenarioSet(actor, id));
  await noteExport(actor, { action: "relation.export", teamId: set.teamId, subjectId: id });
  return download("scenario-set.csv", "text/csv; charset=utf-8", setFile(set), request.signal);
}
