import type { IncomingHttpHeaders } from "node:http";
import { loadActor } from "#server/identity/actor";
import { readSession } from "#server/identity/session-token";
import { ADDRESS_HEADER } from "#server/platform/door-headers";
import type { Context } from "#server/routers/context";

/** The outer context of a call over HTTP: from headers to a person with the rights of this instant. */
export async function requestContext(headers: IncomingHttpHeaders): Promise<Context> {
  const claim = await readSession(headers.cookie);
  const address = headers[ADDRESS_HEADER];
  return {
    actor: await loadActor(claim),
    recheck: () => loadActor(claim),
    // As our own server worked it out.
    address: typeof address === "string" ? address : "unknown",
  };
}
