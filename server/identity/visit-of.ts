import { readIssuerIntent } from "#server/identity/oidc/issuer-intent";
import { readSession } from "#server/identity/session-token";
import type { Visit } from "#server/identity/sessions/open-session";
import { ADDRESS_HEADER } from "#server/platform/door-headers";

/** From where a request of a route handler comes: its address as our own server worked it out. */
export async function visitOf(headers: Headers): Promise<Visit> {
  return {
    address: headers.get(ADDRESS_HEADER) ?? "unknown",
    userAgent: headers.get("user-agent"),
    former: await readSession(headers.get("cookie")),
    intent: await readIssuerIntent(headers.get("cookie")),
  };
}
