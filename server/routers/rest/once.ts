import { createHash } from "node:crypto";
import { z } from "zod";
import { pool } from "#server/platform/db";
import { Problem, problemOf } from "#server/routers/rest/problem";

/** What a call that changed something was answered. */
export interface Kept {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;
const Headers = z.record(z.string(), z.string());

/** How long a call is answered at most; one that took longer broke off with its process. */
const LONGEST = "2 minutes";

const BEGIN = `
  INSERT INTO "StoredAnswer" ("tokenId", "key", "requestHash") VALUES ($1, $2, $3)
  ON CONFLICT ("tokenId", "key") DO NOTHING RETURNING 1`;
const FIND = `
  SELECT "requestHash", "status", "headers", "body",
    "createdAt" < clock_timestamp() - interval '${LONGEST}' AS "broken"
  FROM "StoredAnswer" WHERE "tokenId" = $1 AND "key" = $2`;
const KEEP = `UPDATE "StoredAnswer" SET "status" = $3, "headers" = $4, "body" = $5 WHERE "tokenId" = $1 AND "key" = $2`;
const FORGET = `DELETE FROM "StoredAnswer" WHERE "tokenId" = $1 AND "key" = $2 AND "status" IS NULL`;

interface Found {
  requestHash: Buffer;
  status: number | null;
  headers: unknown;
  body: string | null;
  broken: boolean;
}

/** @throws {Problem} for a key that is none */
export function idempotencyKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  // The draft writes it as a quoted string; most send it bare.
  const key = typeof header === "string" ? header.replace(/^"(.*)"$/, "$1") : "";
  if (KEY.test(key)) return key;
  const message = "A key has 1 to 255 printable ASCII characters.";
  throw new Problem("bad-request", message, { errors: [{ field: "Idempotency-Key", message }] });
}

/**
 * Does what a call asks for once, however often it is sent with the same key: later ones get the first one's answer. A
 * refusal changed nothing and is not kept: the call may be sent again, mended, with its key.
 *
 * @param call everything that the key stands for: method, path and body
 * @param act does it
 * @returns the answer, and whether it is one from before
 */
export async function once(
  { tokenId, key, call }: { tokenId: string; key: string; call: readonly string[] },
  act: () => Promise<Kept>,
): Promise<{ kept: Kept; replayed: boolean }> {
  const hash = createHash("sha256").update(JSON.stringify(call)).digest();
  const { rowCount } = await pool.query(BEGIN, [tokenId, key, hash]);
  if (!rowCount) return { kept: await replay(tokenId, key, hash), replayed: true };
  const kept = await act().catch(async (error: unknown) => {
    // Of what nobody foresaw nobody knows how far it came: then the key stays taken, since to act twice is worse than not to.
    if (problemOf(error)) await pool.query(FORGET, [tokenId, key]);
    throw error;
  });
  await pool.query(KEEP, [tokenId, key, kept.status, JSON.stringify(kept.headers), kept.body]);
  return { kept, replayed: false };
}

async function replay(tokenId: string, key: string, hash: Buffer): Promise<Kept> {
  const { rows } = await pool.query<Found>(FIND, [tokenId, key]);
  const [found] = rows;
  // It was refused just now, so the key is free again.
  if (!found) throw inUse();
  if (!found.requestHash.equals(hash))
    throw new Problem(
      "idempotency-key-reused",
      "This key was sent with another call. Every call has a key of its own.",
    );
  const { status, headers, body, broken } = found;
  if (status === null || body === null) {
    if (!broken) throw inUse();
    throw new Problem(
      "conflict",
      "The call that had this key broke off, and nobody knows how far it came. See what there is, then use another key.",
    );
  }
  return { status, headers: Headers.parse(headers), body };
}

const inUse = () =>
  new Problem(
    "idempotency-key-in-use",
    "The first call with this key is still being answered. Send it again in a moment.",
    {
      headers: { "Retry-After": "1" },
    },
  );
