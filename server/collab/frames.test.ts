import { once } from "node:events";
import { createServer } from "node:http";
import type { Duplex } from "node:stream";
import { expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { frameSender } from "#server/collab/frames";

/** A socket of the server and a client that hears what is sent to it. */
async function connected() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const sockets = new WebSocketServer({ noServer: true });
  const upgraded = new Promise<{ webSocket: WebSocket; below: Duplex }>((resolve) => {
    server.on("upgrade", (request, below, head) =>
      sockets.handleUpgrade(request, below, head, (webSocket) => resolve({ webSocket, below })),
    );
  });
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}`);
  await once(client, "open");
  return { client, ...(await upgraded), close: () => server.close() };
}

it("messages of every length of header arrive whole and in order, with the library's own between them", async () => {
  const { client, webSocket, below, close } = await connected();
  const heard: number[] = [];
  client.on("message", (data: Buffer) => heard.push(data.byteLength));
  client.on("ping", () => heard.push(-1));
  const send = frameSender();
  const lengths = [0, 1, 125, 126, 127, 65_535, 65_536, 300_000];
  for (const length of lengths) {
    const data = new Uint8Array(length).fill(7);
    send(below, data);
    send(below, data);
    webSocket.ping();
  }
  webSocket.close(4400, "the end");
  const [code] = await once(client, "close");
  expect(code).toBe(4400);
  expect(heard).toEqual(lengths.flatMap((length) => [length, length, -1]));
  close();
});

it("what is sent within one turn leaves as one write", async () => {
  const { client, below, close } = await connected();
  const send = frameSender();
  const one = Uint8Array.of(1);
  send(below, one);
  send(below, Uint8Array.of(2));
  expect(below.writableLength).toBe(6);
  await new Promise(setImmediate);
  expect([below.writableLength, below.writableCorked]).toEqual([0, 0]);
  client.terminate();
  close();
});
