import { Redis } from "ioredis";
import { log } from "#server/platform/log";

const LONGEST_WAIT_MS = 2_000;

/**
 * A connection to Redis for messages that may be lost: while there is none, commands fail at once instead of queueing, and it comes
 * back by itself.
 *
 * @param name whose it is, as operators see it in CLIENT LIST
 */
export function openRedis(url: string, name: string): Redis {
  const redis = new Redis(url, {
    connectionName: `bellwether-${name}`,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 5_000,
    retryStrategy: (attempt) => Math.min(100 * attempt, LONGEST_WAIT_MS),
  });
  let said = false;
  redis.on("error", (error) => {
    if (!said) log.warn({ error, name }, "Redis cannot be reached");
    said = true;
  });
  redis.on("ready", () => {
    said = false;
  });
  return redis;
}
