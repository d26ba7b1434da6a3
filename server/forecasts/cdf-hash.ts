import { createHash } from "node:crypto";

/**
 * What stands for a CDF in a journal entry: two hundred numbers would outweigh all else in it. SHA-256 of their JSON, so
 * whoever is shown the forecast can compute it anew. The entry is salted as a whole.
 */
export function cdfHash(cdf: readonly number[]): string {
  return createHash("sha256").update(JSON.stringify(cdf)).digest("hex");
}
