import { notFound } from "next/navigation";
import { orNotFound, requireActor } from "#server/identity/session";
import { env } from "#server/platform/env";
import { EXPORT_FORMATS, exportRationale } from "#server/rationales/export-rationale";

type Context = { params: Promise<{ id: string; format: string }> };

/** The rationale as a file: `/scenarios/…/rationale/markdown`, `html` or `docx`; with `?comments=1` and what is said of it. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const actor = await requireActor();
  const { id, format: asked } = await params;
  const format = EXPORT_FORMATS.find((known) => known === asked) ?? notFound();
  const comments = new URL(request.url).searchParams.get("comments") === "1";
  const { body, type, name } = await orNotFound(exportRationale(actor, id, format, env().appUrl, { comments }));
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-store",
    },
  });
}
