import { notFound } from "next/navigation";
import { exportFile, exportInput } from "#server/exchange/export-file";
import { orNotFound, requireActor } from "#server/identity/session";
import { download } from "../../../download";

/** Everything of a team that the reader may see: `/exchange/export?team=…&file=world`, or one of the tables. */
export async function GET(request: Request): Promise<Response> {
  const actor = await requireActor();
  const asked = exportInput.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) notFound();
  const { name, type, text } = await orNotFound(exportFile(actor, asked.data));
  return download(name, type, text, request.signal);
}
