import { Secret, TOTP } from "otpauth";

export const STEP_SECONDS = 30;

/** RFC 6238 as every authenticator knows it: six digits, thirty seconds, SHA-1. */
function totpOf(secret: Uint8Array<ArrayBuffer>, label = ""): TOTP {
  return new TOTP({ issuer: "Bellwether", label, secret: new Secret({ buffer: secret.buffer }), period: STEP_SECONDS });
}

/** What an authenticator reads off a picture, and the secret as people type it: base32 in fours. */
export function setUpWords(secret: Uint8Array<ArrayBuffer>, label: string): { uri: string; words: string } {
  const totp = totpOf(secret, label);
  return { uri: totp.toString(), words: totp.secret.base32.replaceAll(/(.{4})(?=.)/g, "$1 ") };
}

/**
 * The time step that a code belongs to, one step to either side of now: phones are slow or fast. Null for a wrong one.
 *
 * @param now milliseconds since the epoch
 */
export function stepOf(secret: Uint8Array<ArrayBuffer>, code: string, now: number): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / 1000 / STEP_SECONDS) + delta;
}
