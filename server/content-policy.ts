import { randomBytes } from "node:crypto";
import { env } from "#server/platform/env";

/** Where browsers tell of what the policy kept from running. */
export const REPORTS = "/api/csp-report";

interface Answer {
  development: boolean;
  /** The host that was spoken to, as the request says it. */
  host: string | undefined;
  /** A page that is not ours brings its own style sheet: the one of next-auth that asks before signing out, for who has no script. */
  foreign: boolean;
}

/**
 * What a page of ours may do. Scripts and style sheets run by this answer's nonce or come as files of our own; style *attributes* are
 * allowed, since charts and columns are placed by them and an attribute can neither run nor reach beyond its element. Sockets go
 * to the host that was spoken to, and a form to it or, where that signs people in, to the issuer.
 */
export function contentPolicy({ development, host, foreign }: Answer): string {
  const nonce = `'nonce-${randomBytes(16).toString("base64")}'`;
  const { appUrl, oidc } = env();
  const sockets = host && HOST.test(host) ? ` ws://${host} wss://${host}` : "";
  return [
    "default-src 'self'",
    `script-src 'self' ${nonce} 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    // For browsers that do not know the two below.
    "style-src 'self' 'unsafe-inline'",
    `style-src-elem 'self' ${development || foreign ? "'unsafe-inline'" : nonce}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${sockets}`,
    "media-src 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${oidc ? ` ${new URL(oidc.issuer).origin}` : ""}`,
    "frame-ancestors 'none'",
    // Browsers that know the newer way of reporting leave the older one aside, and take it over https alone.
    ...(appUrl.startsWith("https:") ? ["upgrade-insecure-requests", "report-to csp"] : []),
    `report-uri ${REPORTS}`,
  ].join("; ");
}

/** A name or an address, and a port: nothing that could end the directive it is written into. */
const HOST = /^(?:[a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
