import { notFound } from "next/navigation";
import { z } from "zod";
import { personFile } from "#server/exchange/person/person-file";
import { orNotFound, requireActor } from "#server/identity/session";
import { download } from "../../../../../download";

/** What is kept about a person, for an administrator whom they asked for it. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const actor = await requireActor();
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const { name, text } = await orNotFound(personFile(actor, id.data));
  return download(name, "application/json; charset=utf-8", text, request.signal);
}
