import { once } from "node:events";
import { createServer } from "node:http";
import { startCollab } from "#server/collab/hocuspocus";

type Options = Parameters<typeof startCollab>[0] & { port?: number };

/** The shared documents on a port of their own. */
export async function testServer({ port = 0, ...options }: Options = {}) {
  const collab = await startCollab(options);
  const server = createServer();
  server.on("upgrade", (request, socket, head) => void collab.upgrade(request, socket, head));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const listening = typeof address === "object" && address ? address.port : port;
  return {
    port: listening,
    url: `ws://127.0.0.1:${listening}/collab`,
    origin: `http://127.0.0.1:${listening}`,
    async stop() {
      server.close();
      await collab.stop();
    },
  };
}
