import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#server/platform/env";

const NONCE = 12;
const TAG = 16;

/** A key for this one purpose: whoever reads the database reads no secret without the server's own. */
const key = () => Buffer.from(hkdfSync("sha256", env().authSecret ?? "", "", "bellwether one-time codes", 32));

/** Encrypts (AES-256-GCM) what a phone makes codes from, bound to its person: moved to another's row it does not open. */
export function sealSecret(secret: Uint8Array, userId: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(userId));
  return Uint8Array.from(Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]));
}

/** @throws where it was sealed for somebody else, under another AUTH_SECRET, or has been changed since */
export function openSecret(sealed: Uint8Array, userId: string): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(userId))
    .setAuthTag(bytes.subarray(-TAG));
  return Uint8Array.from(Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]));
}
