import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { prepareRequest, refusedAsForeign } from "#server/door-request";
import type { RequestHandler } from "#server/http";
import { requestContext } from "#server/identity/request-context";
import { log } from "#server/platform/log";
import { appRouter } from "#server/routers/app";

/** Where procedures are called. */
export const CALLS = "/api/trpc/";
/** A brief may have 20 MB, and arrives as a string in JSON. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Calls in one request; our own pages send at most ten. */
const MOST_CALLS = 20;

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
    await nodeHTTPRequestHandler({
      router: appRouter,
      req: request,
      res: response,
      path: url.split("?", 1)[0]?.slice(CALLS.length) ?? "",
      maxBodySize: MOST_BYTES,
      maxBatchSize: MOST_CALLS,
      createContext: () => requestContext(headers),
      onError({ error, path }) {
        if (error.code === "INTERNAL_SERVER_ERROR") log.error({ error, path }, "a procedure failed");
      },
    });
  };
