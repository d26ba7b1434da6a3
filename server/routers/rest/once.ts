import { z } from "zod";
import type { Prisma } from "#prisma/client/client";
import { asOne } from "#server/platform/as-one";
import { pool } from "#server/platform/db";
import { Problem } from "#server/routers/rest/problem";

type Tx = Prisma.TransactionClient;

/** What a call that changed something was answered. */
export interface Kept {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A call that may come again. */
export interface Keyed {
  tokenId: string;
  key: string;
  /** Names everything that the key stands for: method, path and body. Asked for once the body has come whole. */
  digest(): Promise<Buffer>;
}

const KEY = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;
const Headers = z.record(z.string(), z.string());

/** Older ones are as good as gone, and are cleared away by the hour. */
const STANDS = `"createdAt" > clock_timestamp() - interval '24 hours'`;
const FIND = `
  SELECT "requestHash", "status", "headers", "body" FROM "StoredAnswer"
  WHERE "tokenId" = $1 AND "key" = $2 AND ${STANDS}`;
const STANDING = `SELECT 1 FROM "StoredAnswer" WHERE "tokenId" = $1::uuid AND "key" = $2 AND ${STANDS}`;
const LOCK = `SELECT pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 59)) AS "free"`;
const KEEP = `
  INSERT INTO "StoredAnswer" ("tokenId", "key", "requestHash", "status", "headers", "body")
  VALUES ($1::uuid, $2, $3, $4, $5::jsonb, $6)
  ON CONFLICT ("tokenId", "key") DO UPDATE SET "requestHash" = excluded."requestHash", "status" = excluded."status",
    "headers" = excluded."headers", "body" = excluded."body", "createdAt" = clock_timestamp()`;

interface Found {
  requestHash: Buffer;
  status: number;
  headers: unknown;
  body: string;
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
 * Does what a call asks for once, however often it is sent with the same key: later ones get the first one's answer. Act
 * and answer are one transaction: wherever the first call broke off, either both are there or neither, and then the
 * key is free. A refusal changed nothing and is not kept: the call may be sent again, mended, with its key.
 *
 * @param act does it
 * @returns the answer, and whether it is one from before
 */
export async function once(call: Keyed, act: () => Promise<Kept>): Promise<{ kept: Kept; replayed: boolean }> {
  const known = await answerTo(call);
  if (known) return { kept: known, replayed: true };
  try {
    const kept = await asOne(act, { first: (tx) => claim(tx, call), last: (tx, made) => keep(tx, call, made) });
    return { kept, replayed: false };
  } catch (error) {
    // Another one with the key may have been first: then its answer counts, whatever this one met with.
    const meanwhile = await answerTo(call);
    if (!meanwhile) throw error;
    return { kept: meanwhile, replayed: true };
  }
}

async function answerTo({ tokenId, key, digest }: Keyed): Promise<Kept | null> {
  const { rows } = await pool.query<Found>(FIND, [tokenId, key]);
  const [found] = rows;
  if (!found) return null;
  if (!found.requestHash.equals(await digest()))
    throw new Problem(
      "idempotency-key-reused",
      "This key was sent with another call. Every call has a key of its own.",
    );
  return { status: found.status, headers: Headers.parse(found.headers), body: found.body };
}

/** The key is this call's until its transaction ends, however it ends. */
async function claim(tx: Tx, { tokenId, key }: Keyed): Promise<void> {
  const [lock] = await tx.$queryRawUnsafe<{ free: boolean }[]>(LOCK, tokenId, key);
  // Looked at under the lock: whoever held it before may have answered since this call looked.
  if (lock?.free && (await tx.$queryRawUnsafe<unknown[]>(STANDING, tokenId, key)).length === 0) return;
  throw new Problem(
    "idempotency-key-in-use",
    "The first call with this key is still being answered. Send it again in a moment.",
    { headers: { "Retry-After": "1" } },
  );
}

async function keep(tx: Tx, { tokenId, key, digest }: Keyed, { status, headers, body }: Kept): Promise<void> {
  const hash = Uint8Array.from(await digest());
  await tx.$executeRawUnsafe(KEEP, tokenId, key, hash, status, JSON.stringify(headers), body);
}
