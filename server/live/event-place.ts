import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#server/platform/env";

const NONCE = 12;
const TAG = 16;
const PLACE = 8;

const key = (use: string) => Buffer.from(hkdfSync("sha256", env().authSecret ?? "", "", use, 32));

/**
 * The place of a stream of events, as its reader may have it. Positions of the ledger count everybody's records, those too that
 * a reader may not hear of: from two of their own they could tell how many were made in between. So a place is sealed.
 *
 * @param of what the place is good for: the reader or the team whose stream it is
 * @returns another text each time, so that nobody tells whether the place has moved
 */
export function sealPlace(position: number, of: string): string {
  return sealed(position, of, randomBytes(NONCE));
}

/** The same text each time, for events that are heard: by it one is known again that came two ways. */
export function nameOfPlace(position: number, of: string): string {
  const digest = createHmac("sha256", key("bellwether event names")).update(`${of} ${position}`).digest();
  return sealed(position, of, digest.subarray(0, NONCE));
}

function sealed(position: number, of: string, nonce: Buffer): string {
  const place = Buffer.alloc(PLACE);
  place.writeBigInt64BE(BigInt(position));
  const cipher = createCipheriv("aes-256-gcm", key("bellwether event places"), nonce).setAAD(Buffer.from(of));
  return Buffer.concat([nonce, cipher.update(place), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/** @returns null for what is no place of this stream */
export function openPlace(sealed: string, of: string): number | null {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const nonce = bytes.subarray(0, NONCE);
    const decipher = createDecipheriv("aes-256-gcm", key("bellwether event places"), nonce, { authTagLength: TAG });
    decipher.setAAD(Buffer.from(of)).setAuthTag(bytes.subarray(-TAG));
    const place = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
    return Number(place.readBigInt64BE());
  } catch {
    return null;
  }
}
