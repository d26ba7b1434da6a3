import { createHash, randomBytes } from "node:crypto";
import { hashOf } from "#server/identity/links/token";

/** Found at once in a log or a repository by whoever searches for what should not be there. */
const PREFIX = "bw_";
const SHAPE = /^bw_([A-Za-z0-9_-]{43})([A-Za-z0-9_-]{6})$/;

/** 32 random bytes and a checksum, which tells a mistyped token from one that is not known without asking the database. */
export function newApiToken(): { token: string; tokenHash: Uint8Array<ArrayBuffer> } {
  const secret = randomBytes(32).toString("base64url");
  const token = `${PREFIX}${secret}${checksum(secret)}`;
  return { token, tokenHash: hashOf(token) };
}

/** Whether a token stands in a text, where it does not belong: in an address, a cookie. */
export const holdsToken = (text: string): boolean => /bw_[A-Za-z0-9_-]{49}/.test(text);

/** What a token is kept by; null for what cannot be one. */
export function apiTokenHash(token: string): Uint8Array<ArrayBuffer> | null {
  const [, secret, sum] = SHAPE.exec(token) ?? [];
  return secret !== undefined && sum === checksum(secret) ? hashOf(token) : null;
}

const checksum = (secret: string) => createHash("sha256").update(secret).digest("base64url").slice(0, 6);
