import type { IncomingMessage } from "node:http";

/**
 * What a stranger sends to a door that takes only little.
 *
 * @param most in bytes
 * @returns null where it is too long or breaks off
 */
export async function shortBody(request: IncomingMessage, most: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let received = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      received += chunk.length;
      if (received > most) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString("utf8");
}
