import type { IncomingHttpHeaders } from "node:http";
import type { Actor } from "#core/permissions";
import { loadActor } from "#server/identity/actor";
import { readSession } from "#server/identity/session-token";

/** Who stands behind raw request headers, outside Next: WebSocket upgrades and plain HTTP handlers. */
export async function socketActor(headers: IncomingHttpHeaders): Promise<Actor | null> {
  return loadActor(await readSession(headers.cookie));
}
