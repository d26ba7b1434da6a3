import type { IncomingMessage } from "node:http";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { prepareRequest, refusedAsForeign } from "#server/door-request";
import type { RequestHandler } from "#server/http";
import { requestContext } from "#server/identity/request-context";
import { readSession } from "#server/identity/session-token";
import { log } from "#server/platform/log";
import { places } from "#server/platform/places";
import { appRouter } from "#server/routers/app";

/** Where procedures are called. */
export const CALLS = "/api/trpc/";
/** A file that is too large for a brief still arrives, as a string in JSON, so that its size can be told: up to here. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Whoever is signed in seldom has more to say, and whoever is not still less. */
const USUAL_BYTES = 1024 * 1024;
const STRANGERS_BYTES = 64 * 1024;
/** Longer bodies that are taken in at a time, and of one person. */
const placeForLarge = places(8, 3);
/** Calls in one request; our own pages send at most ten. */
const MOST_CALLS = 20;

/** A body whose length is not told may be of any. */
const isOver = ({ method, headers }: IncomingMessage, bytes: number): boolean =>
  method === "POST" && Number(headers["content-length"] ?? Number.POSITIVE_INFINITY) > bytes;

/**
 * The door of the procedures. It stands beside Next and not in it: a call needs nothing that Next knows, and costs half
 * without it. Queries and subscriptions come by GET, mutations by POST; tRPC holds the procedures to that.
 */
export const handleCall =
  (development: boolean): RequestHandler =>
  async (request, response) => {
    prepareRequest(request, response, development);
    if (refusedAsForeign(request, response)) return;
    const { headers, url = "" } = request;
    const session = isOver(request, STRANGERS_BYTES) ? await readSession(headers.cookie) : null;
    const admitted = session !== null && isOver(request, USUAL_BYTES);
    if (admitted) {
      const giveBack = placeForLarge(session.userId);
      if (!giveBack) {
        response.writeHead(429, { "Content-Type": "application/json", "Retry-After": "5", Connection: "close" });
        response.end(JSON.stringify({ message: "Many files arrive just now. Try again in a moment." }));
        return;
      }
      response.once("close", giveBack);
    }
    await nodeHTTPRequestHandler({
      router: appRouter,
      req: request,
      res: response,
      path: url.split("?", 1)[0]?.slice(CALLS.length) ?? "",
      maxBodySize: admitted ? MOST_BYTES : session ? USUAL_BYTES : STRANGERS_BYTES,
      maxBatchSize: MOST_CALLS,
      createContext: () => requestContext(headers),
      // A stream of events would say of itself that it may be kept.
      responseMeta: () => ({ headers: { "cache-control": "private, no-store, no-transform" } }),
      onError({ error, path }) {
        if (error.code === "INTERNAL_SERVER_ERROR") log.error({ error, path }, "a procedure failed");
      },
    });
  };
