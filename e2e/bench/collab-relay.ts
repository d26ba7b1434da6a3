import { createServer } from "node:http";
import { createDecoder, readVarString } from "lib0/decoding";
import { WebSocket, WebSocketServer } from "ws";
import { answerQuestions } from "../collab/answers";

/** A relay that does no CRDT work at all: what one says of a document goes to all others who have spoken of it. The floor. */
const rooms = new Map<string, Set<WebSocket>>();
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on("connection", (socket) => {
  let own: Set<WebSocket> | null = null;
  socket.on("message", (data) => {
    if (!(data instanceof Uint8Array)) return;
    if (!own) {
      const name = readVarString(createDecoder(data));
      own = rooms.get(name) ?? new Set();
      rooms.set(name, own.add(socket));
      socket.send(data);
      return;
    }
    for (const other of own) if (other !== socket && other.readyState === WebSocket.OPEN) other.send(data);
  });
  socket.on("close", () => own?.delete(socket));
});
answerQuestions(() => process.exit(0));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
});
