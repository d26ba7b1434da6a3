import type { IncomingMessage } from "node:http";
import { prepareRequest } from "#server/door-request";
import type { RequestHandler } from "#server/http";
import { noteRefusal } from "#server/identity/note-refusal";
import { endByIssuer } from "#server/identity/oidc/end-by-issuer";
import { issuerKeys, readLogoutToken } from "#server/identity/oidc/logout-token";
import { stillNoted } from "#server/identity/rate-limits";
import { ADDRESS_HEADER } from "#server/platform/door-headers";
import { env } from "#server/platform/env";
import { AppError } from "#server/platform/errors";
import { log } from "#server/platform/log";
import { shortBody } from "#server/short-body";

/** Where an issuer tells that somebody's session there has ended. */
export const BACKCHANNEL = "/api/auth/backchannel-logout";

/** A signed token has one or two thousand bytes. */
const MOST_BYTES = 16 * 1024;

/**
 * OpenID Connect Back-Channel Logout 1.0: the issuer's own server calls, so there is no cookie and no Origin to ask for. What it
 * sends proves itself by its signature, and can do nothing but end sessions.
 */
export function handleIssuer(development: boolean): RequestHandler {
  return async (request, response) => {
    prepareRequest(request, response, development);
    response.setHeader("Cache-Control", "no-store");
    const { oidc } = env();
    if (!oidc || request.method !== "POST") {
      response.writeHead(oidc ? 405 : 404, oidc ? { Allow: "POST" } : {}).end();
      return;
    }
    const told = request.headers[ADDRESS_HEADER];
    const address = typeof told === "string" ? told : "unknown";
    const { status, problem } = await hear(request, oidc, address);
    if (status === 200) response.writeHead(200).end();
    else {
      const body = JSON.stringify({ error: "invalid_request", error_description: problem });
      response.writeHead(status, { "Content-Type": "application/json", Connection: "close" }).end(body);
    }
  };
}

type Oidc = NonNullable<ReturnType<typeof env>["oidc"]>;

async function hear(
  request: IncomingMessage,
  oidc: Oidc,
  address: string,
): Promise<{ status: number; problem: string }> {
  const token = await tokenIn(request);
  if (token === null) return { status: 400, problem: "Send a form with logout_token." };
  try {
    await endByIssuer(await readLogoutToken(token, oidc, await issuerKeys(oidc)), address);
    return { status: 200, problem: "" };
  } catch (error) {
    if (error instanceof AppError && error.code === "INVALID") {
      if (await stillNoted("refusal.issuer", address))
        await noteRefusal({ door: "single sign-on", because: "a logout token that does not hold", address });
      return { status: 400, problem: error.message };
    }
    log.error({ error }, "the issuer's message could not be heard");
    return { status: 503, problem: "Not possible just now. Send it again." };
  }
}

/** @returns null where it is no such form, too long, or breaks off */
async function tokenIn(request: IncomingMessage): Promise<string | null> {
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "")) return null;
  const form = await shortBody(request, MOST_BYTES);
  return form === null ? null : new URLSearchParams(form).get("logout_token");
}
