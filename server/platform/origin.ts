import { env } from "#server/platform/env";

/**
 * Whether a browser that sent these may change something here or open a socket: its Origin is the application's own
 * address (APP_URL) or the very host it speaks to. A missing or opaque Origin (`null`) is refused: browsers always send one
 * with what changes state, so its absence is never an accident.
 */
export function originAllowed(origin: string | null | undefined, host: string | null | undefined): boolean {
  if (!origin || !URL.canParse(origin)) return false;
  const given = new URL(origin);
  if (given.origin !== origin) return false; // "null", or more than scheme, host and port
  const own = new URL(env().appUrl);
  if (given.origin === own.origin) return true;
  const schemes = own.protocol === "https:" ? ["https:"] : ["http:", "https:"];
  return Boolean(host) && given.host === host && schemes.includes(given.protocol);
}

const READS = new Set(["GET", "HEAD", "OPTIONS"]);

interface Sender {
  origin?: string;
  host?: string;
  authorization?: string;
  cookie?: string;
  "sec-fetch-site"?: string | string[];
}

/**
 * Whether a request may change something, by where it says it comes from: it only reads; or it comes from a page of ours;
 * or it carries a token and no cookie, which no page elsewhere can make a browser send.
 */
export function mayChange(method: string | undefined, headers: Sender): boolean {
  if (READS.has(method ?? "")) return true;
  if (headers.cookie === undefined && /^bearer /i.test(headers.authorization ?? "")) return true;
  return fromOurPages(headers);
}

/**
 * Whether a browser sent it from a page of ours: by its Origin, and by what it says of the two sites where it does. A page
 * that tells nobody its address, as the one behind a link does not, has no Origin in its forms; the browser's own word that
 * both are one site stands for it then.
 */
export function fromOurPages({ origin, host, "sec-fetch-site": site }: Sender): boolean {
  if (origin === "null" && site === "same-origin") return true;
  return (site === undefined || site === "same-origin") && originAllowed(origin, host);
}

/** What whoever is refused for it is told. */
export const NOT_OURS = "This request did not come from the application's own pages, so nothing was done.";
