import { Server } from "node:http";
import next from "next";
import { prepareRequest, refusedAsForeign, refusedAsLong } from "#server/door-request";
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
      await handle(request, response);
    },
    upgrade(request, socket, head) {
      if (!upgrades.emit("upgrade", request, socket, head)) socket.destroy();
    },
    close: () => app.close(),
  };
}
