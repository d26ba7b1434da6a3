import { ownFile } from "#server/exchange/person/person-file";
import { requireActor } from "#server/identity/session";
import { download } from "../../../download";

/** Everything that is kept about the reader, as one file. */
export async function GET(request: Request): Promise<Response> {
  const { name, text } = await ownFile(await requireActor());
  return download(name, "application/json; charset=utf-8", text, request.signal);
}
