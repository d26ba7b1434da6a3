import { createHash, randomBytes } from "node:crypto";

/** What a link carries in its path: 32 random bytes. Only its hash is kept, so a copy of the database opens no door. */
export function newToken(): { token: string; tokenHash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashOf(token) };
}

export function hashOf(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash("sha256").update(token).digest());
}
