/** @file Finding a Redis server for the tests of many nodes. Node's own modules only. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { programEnv, quietly } from "./programs.mjs";
import { Refusal, step } from "./say.mjs";

/** A server that REDIS_SERVER names or PATH has, or undefined. */
export function redisHere() {
  const named = process.env.REDIS_SERVER;
  if (named && !existsSync(named)) throw new Refusal(`REDIS_SERVER is ${named}, and there is no such program.`);
  if (named) return named;
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), "/usr/bin", "/usr/local/bin"];
  return ["redis-server", "valkey-server"]
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path));
}

/**
 * The Redis server for the tests; as root on Debian and its like it is installed where there is none. Elsewhere there may be
 * none: the tests that need it then skip and say so, except in continuous integration.
 */
export async function findRedis() {
  const found = redisHere();
  if (found) return found;
  const debian = ["/usr/bin/apt-get", "/bin/apt-get"].some((path) => existsSync(path));
  if (process.getuid?.() !== 0 || !debian) return undefined;
  return step("Installing Redis", async () => {
    // RUNLEVEL=1: it is wanted as a program, not as a service that starts by itself.
    const env = { ...programEnv(), DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
    try {
      await quietly("apt-get update", "apt-get", ["update"], env);
      await quietly("apt-get install", "apt-get", ["install", "-y", "--no-install-recommends", "redis-server"], env);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error); // the tests say what they miss
    }
    return redisHere();
  });
}
