import { notFound } from "next/navigation";
import { z } from "zod";
import { faultsFile } from "#server/exchange/import-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { download } from "../../../../../download";

type Context = { params: Promise<{ id: string }> };

/** Every fault of an uploaded file, as a CSV. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireActor();
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return download("faults.csv", "text/csv; charset=utf-8", await orNotFound(faultsFile(actor, id)), request.signal);
}
