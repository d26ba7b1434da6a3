import { z } from "zod";
import { uploadWorld } from "#server/exchange/upload";
import { currentActor } from "#server/identity/session";
import { AppError, type ErrorCode } from "#server/platform/errors";
import { log } from "#server/platform/log";

const STATUS: Readonly<Record<ErrorCode, number>> = {
  NOT_SIGNED_IN: 401,
  NOT_FOUND: 404,
  FORBIDDEN: 403,
  INVALID: 400,
  CONFLICT: 409,
  TOO_MANY: 429,
  TOO_LARGE: 413,
  UNAVAILABLE: 503,
};

const Asked = z.object({ team: z.uuid(), name: z.string().max(1000) });

/** Takes a file to import as it arrives: `POST /api/exchange/upload?team=…&name=…` with its bytes as the body. */
export async function POST(request: Request): Promise<Response> {
  try {
    const actor = await currentActor();
    if (!actor) throw new AppError("NOT_SIGNED_IN", "Sign in to go on.");
    const asked = Asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success || !request.body) throw new AppError("INVALID", "Say which team, and send a file.");
    const { team: teamId, name } = asked.data;
    return Response.json(await uploadWorld(actor, { teamId, name, body: request.body }));
  } catch (error) {
    if (error instanceof AppError) return Response.json({ message: error.message }, { status: STATUS[error.code] });
    log.error({ error }, "an upload failed");
    return Response.json({ message: "The upload broke off. Nothing was imported; try again." }, { status: 500 });
  }
}
