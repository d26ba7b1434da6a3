import { createHash } from "node:crypto";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { type Holder, noteLock } from "#server/identity/note-refusal";
import { networkOf } from "#server/platform/client-address";
import { pool } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

/** Tries in a window of seconds. An address is shared by an office, an account is one person's. A file handed in is a try too. */
const LIMITS = {
  "sign-in.account": { points: 6, duration: 15 * 60 },
  "sign-in.address": { points: 60, duration: 15 * 60 },
  "link.address": { points: 40, duration: 15 * 60 },
  "code.account": { points: 6, duration: 15 * 60 },
  "password.person": { points: 6, duration: 15 * 60 },
  "letter.address": { points: 20, duration: 60 * 60 },
  /** One account's letters from one network, and from all of them together. */
  "letter.from": { points: 4, duration: 60 * 60 },
  "letter.account": { points: 12, duration: 15 * 60 },
  "reset.account": { points: 3, duration: 60 * 60 },
  "reset.address": { points: 20, duration: 60 * 60 },
  "token.address": { points: 60, duration: 15 * 60 },
  "comment.person": { points: 120, duration: 5 * 60 },
  "evidence.person": { points: 60, duration: 15 * 60 },
  /** How often one address, or one token from it, is written down as refused where nothing else bounds it. */
  "refusal.issuer": { points: 20, duration: 15 * 60 },
  "refusal.link": { points: 20, duration: 15 * 60 },
  "refusal.token": { points: 1, duration: 15 * 60 },
  "refusal.socket": { points: 1, duration: 15 * 60 },
} as const;
export type Limit = keyof typeof LIMITS;

/** Limits that stand before an account: that one of them closed is in the audit log. */
const AT_THE_DOOR = /^(?:sign-in|code|password|link|letter|reset|token)\./;

/** The first wait, in seconds; each further one within a day doubles it, up to the longest. */
const FIRST_WAIT = 60;
const LONGEST_WAIT = 30 * 60;
const STRIKES_KEPT = 24 * 60 * 60;

/**
 * Spends one try of what a key (an address of either kind) may. They are counted in PostgreSQL, so that all nodes and
 * restarts count together, and under a hash, so that the table names nobody.
 *
 * @param address from where, for the audit log, where the key does not say it
 * @throws {AppError} TOO_MANY with the seconds to wait, once the tries are spent
 */
export async function spendTry(limit: Limit, key: string, address: string | null = null): Promise<void> {
  const tries = limiter(limit);
  const hashed = hash(key);
  try {
    await tries.consume(hashed);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    if (refusal.consumedPoints > LIMITS[limit].points + 1) throw new TooMany(refusal.msBeforeNext / 1000);
    const { consumedPoints: strikes } = await strikesOf(limit).penalty(hashed);
    const wait = Math.min(FIRST_WAIT * 2 ** (strikes - 1), LONGEST_WAIT);
    await tries.block(hashed, wait);
    if (AT_THE_DOOR.test(limit))
      await noteLock(limit, {
        seconds: wait,
        holder: holderOf(limit, key),
        address: limit.endsWith(".address") ? key : address,
      });
    throw new TooMany(wait);
  }
}

/** Whose account the key of a limit is, if anybody's. */
function holderOf(limit: Limit, key: string): Holder {
  if (limit === "code.account" || limit === "password.person") return { userId: key };
  // With `letter.from` the network comes after the address.
  return limit.endsWith(".account") || limit === "letter.from" ? { email: key.split(" ")[0] ?? "" } : null;
}

/** Whether what anybody can bring about without end may be written down once more for this key. */
export async function stillNoted(limit: Limit, key: string): Promise<boolean> {
  try {
    await limiter(limit).consume(hash(key));
    return true;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return false;
    throw refusal;
  }
}

/** Forgets what a key has spent: the person behind it has shown who they are. */
export async function forgetTries(limit: Limit, key: string): Promise<void> {
  await Promise.all([limiter(limit).delete(hash(key)), strikesOf(limit).delete(hash(key))]);
}

/** Gives one try back: it was a good one. */
export async function giveTryBack(limit: Limit, key: string): Promise<void> {
  await limiter(limit).reward(hash(key));
}

export class TooMany extends AppError {
  readonly seconds: number;
  constructor(seconds: number) {
    const whole = Math.max(1, Math.ceil(seconds));
    super("TOO_MANY", `Too many tries. Wait ${waitInWords(whole)}, then try again.`);
    this.seconds = whole;
  }
}

function waitInWords(seconds: number): string {
  const [value, unit] = seconds < 90 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
  return `${value} ${unit}${value === 1 ? "" : "s"}`;
}

const made = new Map<string, RateLimiterPostgres>();

const limiter = (limit: Limit) => kept(limit, LIMITS[limit].points, LIMITS[limit].duration);
const strikesOf = (limit: Limit) => kept(`${limit}.strikes`, Number.MAX_SAFE_INTEGER, STRIKES_KEPT);

function kept(keyPrefix: string, points: number, duration: number): RateLimiterPostgres {
  const existing = made.get(keyPrefix);
  if (existing) return existing;
  const storeClient = pool;
  const limiter = new RateLimiterPostgres({
    storeClient,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix,
    points,
    duration,
    clearExpiredByTimeout: false, // a job of ours does
  });
  made.set(keyPrefix, limiter);
  return limiter;
}

const hash = (key: string) => createHash("sha256").update(networkOf(key)).digest("base64url");
