import type { Duplex } from "node:stream";

const FINAL_BINARY = 0x82;

/** A message as it stands on the wire to a browser: RFC 6455, one frame, not masked. */
export function framed(data: Uint8Array): Buffer {
  const { byteLength } = data;
  const header = byteLength < 126 ? 2 : byteLength < 1 << 16 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + byteLength);
  frame[0] = FINAL_BINARY;
  if (header === 2) frame[1] = byteLength;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(byteLength, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(byteLength), 2);
  }
  frame.set(data, header);
  return frame;
}

/**
 * Sends messages to many sockets cheaply. What goes to all readers of a text is framed once; what is sent to a socket within one
 * turn of the event loop (an edit and its acknowledgement, an edit and a caret) leaves as one write.
 */
export function frameSender(): (socket: Duplex, data: Uint8Array) => void {
  let last: { data: Uint8Array; frame: Buffer } | null = null;
  let held: Duplex[] = [];

  function release(): void {
    const sockets = held;
    held = [];
    last = null;
    for (const socket of sockets) socket.uncork();
  }

  return (socket, data) => {
    if (last?.data !== data) last = { data, frame: framed(data) };
    if (socket.writableCorked === 0) {
      socket.cork();
      if (held.push(socket) === 1) setImmediate(release);
    }
    socket.write(last.frame);
  };
}
