import type { IncomingMessage, ServerResponse } from "node:http";
import { contentPolicy, REPORTS } from "#server/content-policy";
import { setBaseHeaders } from "#server/platform/base-headers";
import { clientAddress } from "#server/platform/client-address";
import { ADDRESS_HEADER, PATH_HEADER } from "#server/platform/door-headers";
import { env } from "#server/platform/env";
import { log } from "#server/platform/log";
import { mayChange, NOT_OURS } from "#server/platform/origin";

/** What Next and proxies say among themselves, and Next believes whoever sends it: nobody here does. */
const INTERNAL =
  /^(?:x-middleware-|x-invoke-|x-nextjs-data$|x-matched-path$|x-now-|x-forwarded-(?:host|proto|port)$|forwarded$)/;

/**
 * What every request passes on its way in. Inward: the client's address as it can be
 * believed, and the path, under names that a client cannot set. Outward: scripts run only where this answer's nonce names them, and
 * a cache keeps nothing but Next's own hashed files.
 */
export function prepareRequest(request: IncomingMessage, response: ServerResponse, development: boolean): void {
  setBaseHeaders(response);
  const { headers, socket, url = "/" } = request;
  for (const name of Object.keys(headers)) if (INTERNAL.test(name)) delete headers[name];
  const forwarded = headers["x-forwarded-for"];
  const hops = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  headers[ADDRESS_HEADER] = clientAddress(socket.remoteAddress, hops, env().trustedProxies);
  headers[PATH_HEADER] = pathAndQuery(url);

  const policy = contentPolicy({ development, host: headers.host, foreign: url.startsWith("/api/auth/") });
  headers["content-security-policy"] = policy; // Next finds the nonce for its own scripts here
  response.setHeader("Content-Security-Policy", policy);
  response.setHeader("Reporting-Endpoints", `csp="${REPORTS}"`);
  // Next says itself how long those may be kept.
  if (url.startsWith("/_next/static/")) response.removeHeader("Cache-Control");
  if (OPENED_BY_LINK.test(url)) response.setHeader("Referrer-Policy", "no-referrer");
  if (isSignOut(request)) response.setHeader("Clear-Site-Data", '"cache", "storage"');
}

/**
 * Refuses what would change something and comes from elsewhere, whatever its body calls itself: forms, files and plain text need no
 * permission of the browser's to be sent across sites.
 *
 * @returns whether it was refused
 */
export function refusedAsForeign({ method, headers }: IncomingMessage, response: ServerResponse): boolean {
  if (mayChange(method, headers)) return false;
  log.warn({ method }, "a request from elsewhere was refused");
  response.writeHead(403, { "Content-Type": "application/json", Connection: "close" });
  response.end(JSON.stringify({ message: NOT_OURS }));
  return true;
}

/** What a form of a page of ours holds at most. */
const MOST_IN_A_FORM = 64 * 1024;
/** Takes a file as it arrives, asks first whose it is, and bounds it itself. */
const UPLOADS = "/api/exchange/upload";

/**
 * Refuses a body that no form of ours has, before a byte of it is read: what answers a page's form takes it into memory whole, and
 * anybody may send one.
 *
 * @returns whether it was refused
 */
export function refusedAsLong({ method, headers, url = "" }: IncomingMessage, response: ServerResponse): boolean {
  if (method === "GET" || method === "HEAD" || url.split("?", 1)[0] === UPLOADS) return false;
  const length = headers["transfer-encoding"] === undefined ? Number(headers["content-length"] ?? 0) : Number.NaN;
  if (length <= MOST_IN_A_FORM) return false;
  response.writeHead(413, { "Content-Type": "application/json", Connection: "close" });
  response.end(JSON.stringify({ message: "This is longer than any form here, so it was not read." }));
  return true;
}

const READS = ["GET", "HEAD"];
const DOORS_TAKE = [...READS, "POST", "OPTIONS"];

/**
 * Refuses a method that nothing here has: pages are only read, since their forms are sent to doors, and the page server fails at
 * some of the others.
 *
 * @returns whether it was refused
 */
export function refusedAsOdd({ method = "", url = "" }: IncomingMessage, response: ServerResponse): boolean {
  const taken = url.startsWith("/api/") ? DOORS_TAKE : READS;
  if (taken.includes(method)) return false;
  response.writeHead(405, { Allow: taken.join(", "), Connection: "close" });
  response.end();
  return true;
}

/** Whatever the browser kept of the reader's, the next one shall not find. */
const isSignOut = ({ method, url = "" }: IncomingMessage) =>
  method === "POST" && url.split("?", 1)[0] === "/api/auth/signout";

/** Pages whose address opens something: it goes nowhere else from there. */
const OPENED_BY_LINK = /^\/(?:sign-in\/link|reset-password|invitation|set-up)\//;

/** Without the mark by which Next tells a navigation inside the application from a visit. */
function pathAndQuery(url: string): string {
  if (!url.startsWith("/") || url.startsWith("//") || !URL.canParse(url, "http://localhost")) return "/";
  const parsed = new URL(url, "http://localhost");
  // Deleting writes the others anew, so only where it is there.
  if (parsed.searchParams.has("_rsc")) parsed.searchParams.delete("_rsc");
  return parsed.pathname + parsed.search;
}
