import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { redisHere } from "#server/bootstrap/redis.mjs";

/**
 * The Redis server that tests may start and kill.
 *
 * @returns its path, or null where there is none
 * @throws {Error} where continuous integration forbids to do without
 */
export function redisProgram(): string | null {
  const found = redisHere();
  if (found && existsSync(found)) return found;
  if (process.env.REQUIRE_SHARED === "1" || process.env.CI) throw new Error("a Redis server is required and absent");
  return null;
}

export const REDIS_ABSENT = "there is no redis-server: install one, or name it in REDIS_SERVER";

/** A Redis of a test's own that keeps nothing, to be killed and started again on the same port. */
export async function startRedis(program: string) {
  const port = await freePort();
  let child: ChildProcess | null = null;

  async function start(): Promise<void> {
    const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", tmpdir()];
    const started = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
    child = started;
    let said = "";
    for await (const data of started.stdout) {
      said += data;
      if (said.includes("Ready to accept connections")) break;
    }
  }

  async function kill(): Promise<void> {
    if (!child) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    child = null;
  }

  await start();
  return { url: `redis://127.0.0.1:${port}`, start, kill };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port was given");
  return address.port;
}
