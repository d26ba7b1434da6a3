import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { clientAddress } from "#server/platform/client-address";
import { ADDRESS_HEADER, PATH_HEADER } from "#server/platform/door-headers";
import { env } from "#server/platform/env";

/**
 * What every request passes on its way in. Inward: the client's address as it can be believed, and the path, under
 * names that a client cannot set. Outward: no cache keeps anything but Next's own hashed files, no page is framed, and
 * scripts run only where this answer's nonce names them.
 */
export function prepareRequest(request: IncomingMessage, response: ServerResponse, development: boolean): void {
  const { headers, socket, url = "/" } = request;
  const forwarded = headers["x-forwarded-for"];
  const hops = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  headers[ADDRESS_HEADER] = clientAddress(socket.remoteAddress, hops, env().trustedProxies);
  headers[PATH_HEADER] = pathAndQuery(url);

  const policy = contentPolicy(randomBytes(16).toString("base64"), development);
  headers["content-security-policy"] = policy; // Next finds the nonce for its own scripts here
  response.setHeader("Content-Security-Policy", policy);
  if (!url.startsWith("/_next/")) response.setHeader("Cache-Control", "no-store");
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  if (env().appUrl.startsWith("https:")) response.setHeader("Strict-Transport-Security", "max-age=31536000");
}

function contentPolicy(nonce: string, development: boolean): string {
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'`;
  return [
    "default-src 'self'",
    `script-src ${development ? `${scripts} 'unsafe-eval'` : scripts}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self' ws: wss:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Without the mark by which Next tells a navigation inside the application from a visit. */
function pathAndQuery(url: string): string {
  if (!url.startsWith("/") || url.startsWith("//")) return "/";
  const parsed = new URL(url, "http://localhost");
  // Deleting writes the others anew, so only where it is there.
  if (parsed.searchParams.has("_rsc")) parsed.searchParams.delete("_rsc");
  return parsed.pathname + parsed.search;
}
