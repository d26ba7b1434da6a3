import type { IncomingHttpHeaders } from "node:http";
import { loadActor, loadVisitor } from "#server/identity/actor";
import { readSession } from "#server/identity/session-token";
import { ADDRESS_HEADER } from "#server/platform/door-headers";
import type { Context } from "#server/routers/context";

/** The outer context of a call over HTTP: from headers to a person with the rights of this instant. */
export async function requestContext(headers: IncomingHttpHeaders): Promise<Context> {
  const session = await readSession(headers.cookie);
  const address = headers[ADDRESS_HEADER];
  const visitor = await loadVisitor(session);
  return {
    actor: visitor && !visitor.owesCodes ? visitor.actor : null,
    visitor: visitor?.actor ?? null,
    recheck: () => loadActor(session),
    session,
    userAgent: headers["user-agent"] ?? null,
    // As our own server worked it out.
    address: typeof address === "string" ? address : "unknown",
  };
}
