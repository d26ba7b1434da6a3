import { createHash, hash, randomBytes } from "node:crypto";
import canonicalize from "canonicalize";

export type JournalKind =
  | "brief.version"
  | "scenario"
  | "relation"
  | "conditional"
  | "question.version"
  | "question.state"
  | "forecast"
  | "comment"
  | "dissent"
  | "round"
  | "proposal"
  | "decision"
  | "resolution"
  | "rationale.version"
  | "rationale.redaction"
  | "rationale.comment"
  | "erasure"
  | "import"
  | "import.undo";

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JournalBody = { readonly [key: string]: JsonValue };

/** 32 random bytes: without them the hash of a probability would give it away. */
export const newSalt = (): Buffer => randomBytes(32);

/**
 * Leaf of the Merkle log: SHA-256(0x00 ‖ salt ‖ RFC 8785 JSON of the body).
 *
 * @param salt 32 bytes
 * @throws {RangeError} if the salt has another length or the body has no canonical form (NaN, infinities)
 */
export const leafHash = (salt: Uint8Array, body: JournalBody): Buffer => leafOfJson(salt, canonicalBody(body));

/** RFC 8785 JSON of a body. @throws {RangeError} if it has none */
export const canonicalBody = (body: JournalBody): string => canonicalJson(body);

/** RFC 8785 JSON of anything that JSON can say. @throws {RangeError} if it has none */
export function canonicalJson(value: unknown): string {
  const json = canonicalize(value);
  if (json === undefined) throw new RangeError("it has no canonical JSON form");
  return json;
}

/** The leaf of a body that is canonical JSON already. @throws {RangeError} if the salt has not 32 bytes */
export function leafOfJson(salt: Uint8Array, json: string): Buffer {
  if (salt.length !== 32) throw new RangeError(`a salt has 32 bytes, got ${salt.length}`);
  const bytes = Buffer.allocUnsafe(1 + salt.length + Buffer.byteLength(json));
  bytes[0] = 0;
  bytes.set(salt, 1);
  bytes.write(json, 1 + salt.length);
  return hash("sha256", bytes, "buffer");
}

/** Free text enters the ledger as its own salted hash, so that it can be erased and the record still verified. */
export function textHash(salt: Uint8Array, text: string): string {
  return createHash("sha256").update(Buffer.of(0)).update(salt).update(text, "utf8").digest("hex");
}
