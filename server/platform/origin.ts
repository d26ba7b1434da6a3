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

/** The refusal for a request that would change something from elsewhere, or null. */
export function refuseForeignOrigin(request: Request): Response | null {
  if (READS.has(request.method)) return null;
  if (originAllowed(request.headers.get("origin"), request.headers.get("host"))) return null;
  return Response.json(
    { message: "This request did not come from the application's own pages, so nothing was done." },
    { status: 403, headers: { "Cache-Control": "no-store" } },
  );
}
