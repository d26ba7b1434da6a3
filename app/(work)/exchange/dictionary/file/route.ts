import { dictionaryText } from "#server/exchange/export-table";
import { requireActor } from "#server/identity/session";
import { download } from "../../../../download";

/** The data dictionary as a CSV. */
export async function GET(request: Request): Promise<Response> {
  await requireActor();
  return download("data-dictionary.csv", "text/csv; charset=utf-8", dictionaryText(), request.signal);
}
