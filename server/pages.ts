import { type IncomingMessage, Server } from "node:http";
import next from "next";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { prepareRequest, refusedAsForeign, refusedAsLong, refusedAsOdd } from "#server/door-request";
import type { RequestHandler, UpgradeHandler } from "#server/http";

export interface Pages {
  handle: RequestHandler;
  /** Next's own WebSocket, which carries hot reload in development. */
  upgrade: UpgradeHandler;
  close(): Promise<void>;
}

/** Next behind our server: it renders, and neither listens nor decides about upgrades. */
export async function preparePages(development: boolean, port: number): Promise<Pages> {
  // At its first request Next begins to listen for upgrades on the server that it is given, and would answer all of them.
  // This one never listens; what is Next's is handed to it.
  const upgrades = new Server();
  const app = next({ dev: development, dir: process.cwd(), port, hostname: "localhost", httpServer: upgrades });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    async handle(request, response) {
      prepareRequest(request, response, development);
      if (refusedAsForeign(request, response) || refusedAsLong(request, response)) return;
      if (!development && refusedAsOdd(request, response)) return;
      forgetNonsense(request);
      await handle(request, response);
    },
    upgrade(request, socket, head) {
      if (!upgrades.emit("upgrade", request, socket, head)) socket.destroy();
    },
    close: () => app.close(),
  };
}

/**
 * A browser on its way from page to page says where it is. Nonsense in its place ends some pages, those that are not found among
 * them, with a fault of the server's: read by the page server's own reader, it is dropped, and the page comes whole.
 */
function forgetNonsense({ headers }: IncomingMessage): void {
  try {
    parseAndValidateFlightRouterState(headers["next-router-state-tree"]);
  } catch {
    delete headers["next-router-state-tree"];
  }
}
