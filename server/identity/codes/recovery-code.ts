import { randomBytes } from "node:crypto";
import { Secret } from "otpauth";
import { hashOf } from "#server/identity/links/token";

export const RECOVERY_CODES = 10;
const BYTES = 10;

/** 80 random bits in base32, in fours: too many to guess from a hash, few enough to copy by hand. */
export function newRecoveryCode(): string {
  const { base32 } = new Secret({ buffer: Uint8Array.from(randomBytes(BYTES)).buffer });
  return base32.replaceAll(/(.{4})(?=.)/g, "$1-");
}

/** However somebody copied it: small letters, spaces and hyphens are the same code. */
export function recoveryHash(typed: string): Uint8Array<ArrayBuffer> {
  return hashOf(`recovery ${typed.toUpperCase().replaceAll(/[\s-]/g, "")}`);
}
