import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "#server/platform/env";
import { Problem } from "#server/routers/rest/problem";

const NONCE = 12;
const TAG = 16;
const PLACE = 8;
export const EVENT_ID = /^[\w-]{48}$/;

const key = () => Buffer.from(hkdfSync("sha256", env().authSecret ?? "", "", "bellwether event places", 32));

/**
 * The place of a stream of events, as its reader may have it. Positions of the ledger count everybody's records, those too that
 * a reader may not hear of: so a place is sealed, and looks different each time.
 */
export function sealPlace(position: number, teamId: string): string {
  const nonce = randomBytes(NONCE);
  const place = Buffer.alloc(PLACE);
  place.writeBigInt64BE(BigInt(position));
  const cipher = createCipheriv("aes-256-gcm", key(), nonce).setAAD(Buffer.from(teamId));
  return Buffer.concat([nonce, cipher.update(place), cipher.final(), cipher.getAuthTag()]).toString("base64url");
}

/** @throws {Problem} for what is no place of this team's stream */
export function openPlace(sealed: string, teamId: string): number {
  const bytes = Buffer.from(sealed, "base64url");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, NONCE))
      .setAAD(Buffer.from(teamId))
      .setAuthTag(bytes.subarray(-TAG));
    const place = Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
    return Number(place.readBigInt64BE());
  } catch {
    const message = "This is no id of an event of this team: leave it out to hear what happens from now on.";
    throw new Problem("bad-request", `Last-Event-ID: ${message}`, { errors: [{ field: "last-event-id", message }] });
  }
}
