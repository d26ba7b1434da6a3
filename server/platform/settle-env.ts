import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Env, parseEnv } from "#server/platform/env";
import { StartError } from "#server/platform/start-error";
import { weaknessOf } from "#server/platform/weak-secret";

/**
 * Completes this process's environment with what the server decides itself, so that every module, those that Next bundles
 * apart included, reads the same answers from `env()`.
 */
export function settleEnv(databaseUrl: string, port: number): Env {
  const given = parseEnv(process.env);
  if (!given.authSecret && given.databaseUrl)
    throw new StartError(
      "AUTH_SECRET is not set: give it at least 32 random characters, the same on every node that shares the database.",
    );
  // A demo may run on whatever it was started with; what real people write is not signed with what anybody can guess.
  const weakness = given.authSecret && !given.demo ? weaknessOf(given.authSecret) : null;
  if (weakness)
    throw new StartError(
      `AUTH_SECRET ${weakness}, and outside the demo that is refused: give it at least 32 random characters (openssl rand -base64 48).`,
    );
  process.env.DATABASE_URL = databaseUrl;
  process.env.AUTH_SECRET = given.authSecret ?? keptSecret(given.dataDir, "auth.secret", 48);
  process.env.APP_URL ||= `http://localhost:${port}`;
  process.env.DEMO = given.demo ? "1" : "0";
  if (given.demo) process.env.DEMO_PASSWORD ||= keptSecret(given.dataDir, "demo.password", 9);
  return parseEnv(process.env);
}

/** A secret made of random bytes at the first start and kept in the data directory, readable by its owner alone. */
function keptSecret(dataDir: string, name: string, bytes: number): string {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, name);
  if (!existsSync(file)) writeFileSync(file, randomBytes(bytes).toString("base64url"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
