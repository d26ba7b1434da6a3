import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { pool } from "#server/platform/db";
import { Problem } from "#server/routers/rest/problem";

/** What a token may in a minute. Reading and writing are counted apart, so that neither keeps the other out. */
export interface RestLimits {
  read: number;
  write: number;
}
export const REST_LIMITS: RestLimits = { read: 600, write: 120 };
const WINDOW = 60;

export type Spend = (tokenId: string, kind: keyof RestLimits) => Promise<Record<string, string>>;

/**
 * Counts calls by token in PostgreSQL, so that all nodes count together.
 *
 * @returns what spends one call and gives the headers that say what is left (draft-ietf-httpapi-ratelimit-headers); it
 *   throws a Problem with the same headers once nothing is
 */
export function restLimits(limits: RestLimits = REST_LIMITS): Spend {
  const counters = { read: counter("read", limits.read), write: counter("write", limits.write) };
  return async (tokenId, kind) => {
    const said = ({ msBeforeNext, remainingPoints }: RateLimiterRes) => {
      const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
      return {
        seconds,
        headers: {
          "RateLimit-Policy": `"${kind}";q=${limits[kind]};w=${WINDOW}`,
          RateLimit: `"${kind}";r=${Math.max(0, remainingPoints)};t=${seconds}`,
        },
      };
    };
    try {
      return said(await counters[kind].consume(tokenId)).headers;
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      const { seconds, headers } = said(refusal);
      throw new Problem("too-many-requests", `This token may ${kind} ${limits[kind]} times a minute.`, {
        headers: { ...headers, "Retry-After": String(seconds) },
      });
    }
  };
}

const counter = (kind: keyof RestLimits, points: number) =>
  new RateLimiterPostgres({
    storeClient: pool,
    storeType: "pool",
    tableName: "rate_limit",
    tableCreated: true,
    keyPrefix: `rest.${kind}`,
    points,
    duration: WINDOW,
    // Once they are spent nothing is asked of the database until the minute is over.
    inMemoryBlockOnConsumed: points + 1,
  });
