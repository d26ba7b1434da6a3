import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { z } from "zod";
import { TooMany } from "#server/identity/rate-limits";
import { turnstile } from "#server/platform/turnstile";

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

declare global {
  var bellwetherPasswords: ReturnType<typeof turnstile> | undefined;
}

/** OWASP's equal of Argon2id at 32 MB: N = 2^15, r = 8, p = 3. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const BYTES = 32;

/**
 * Each takes one of the process's four threads for a while, which connections to the database, names and files need, too: when many
 * guess at once, the others go on.
 */
const inTurn = globalThis.bellwetherPasswords ?? turnstile({ atOnce: 2, mostWaiting: 60, full: () => new TooMany(10) });
globalThis.bellwetherPasswords = inTurn; // pages are bundled apart, and the threads are the same

/** What a new password must be; the bound keeps hashing cheap to ask for. Length is what makes one hard to guess. */
export const NewPassword = z
  .string()
  .min(10, "A password has at least 10 characters.")
  .max(200, "A password has at most 200 characters.");

/** @returns `scrypt$N$r$p$salt$hash`, salt and hash in base64url */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derivedFrom(password, salt, COST, BYTES);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/**
 * Compares in constant time. Without a stored hash (no such account, or none set) it spends the same time and says no, so
 * that the answer's delay does not tell which accounts exist.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const [, n, r, p, salt, hash] = (stored ?? (await nobodysHash())).split("$");
  const expected = Buffer.from(hash ?? "", "base64url");
  const cost = { N: Number(n), r: Number(r), p: Number(p) };
  const given = await derivedFrom(password, Buffer.from(salt ?? "", "base64url"), cost, expected.length);
  return timingSafeEqual(given, expected) && stored !== null;
}

let nobody: Promise<string> | undefined;
const nobodysHash = () => {
  nobody ??= hashPassword(randomBytes(32).toString("base64url"));
  return nobody;
};

function derivedFrom(password: string, salt: Buffer, cost: typeof COST, bytes: number): Promise<Buffer> {
  return inTurn(() => derive(password.normalize("NFKC"), salt, bytes, { ...cost, maxmem: 256 * cost.N * cost.r }));
}
