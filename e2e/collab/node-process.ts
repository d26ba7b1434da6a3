import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync } from "node:fs";
import { basename, resolve } from "node:path";
import { build } from "esbuild";
import { z } from "zod";
import type { Bounds } from "#server/collab/bounds";
import { E2E_SECRET } from "../fixtures/accounts";

const FOLDER = resolve("node_modules/.cache/bellwether");

interface NodeOptions {
  databaseUrl: string;
  port?: number;
  bounds?: Partial<Bounds>;
  redisUrl?: string | null;
}

/** A process under test that can be asked, stopped and killed. */
export interface RunningProcess {
  port: number;
  /** Where its WebSockets are. */
  url: string;
  pid: number;
  /** CPU time since its start, in milliseconds. */
  cpuMs(): Promise<number>;
  /** Memory in bytes, after a collection of garbage. */
  rss(): Promise<number>;
  /** At once, without a word. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const bundles = new Map<string, Promise<string>>();

/** Bundles a TypeScript file once, so that a process starts in half a second rather than two. */
function bundled(entry: string): Promise<string> {
  const known = bundles.get(entry);
  if (known) return known;
  const made = (async () => {
    mkdirSync(FOLDER, { recursive: true });
    const outfile = resolve(FOLDER, `${basename(entry, ".ts")}-${process.pid}.mjs`);
    const options = { bundle: true, packages: "external", platform: "node", format: "esm", target: "node22" } as const;
    process.once("exit", () => rmSync(outfile, { force: true }));
    await build({ ...options, entryPoints: [entry], outfile, sourcemap: "inline", logLevel: "warning" });
    return outfile;
  })();
  bundles.set(entry, made);
  return made;
}

const Started = z.object({ port: z.number() });

/**
 * Starts a file of ours that says `{ port }` when it is ready.
 *
 * @param core the processor core it is pinned to where `taskset` is there
 */
export async function startProcess(
  entry: string,
  argument: unknown,
  { databaseUrl, core, path = "/collab" }: { databaseUrl: string; core?: number; path?: string },
): Promise<RunningProcess> {
  const child = fork(await bundled(entry), [JSON.stringify(argument)], {
    execArgv: ["--expose-gc", "--enable-source-maps", ...(process.env.NODE_FLAGS?.split(" ") ?? [])],
    env: {
      ...process.env,
      NODE_ENV: process.env.NODE_SAYS ? "production" : "test",
      AUTH_SECRET: E2E_SECRET,
      DATABASE_URL: databaseUrl,
    },
    stdio: ["ignore", "ignore", process.env.NODE_SAYS ? "inherit" : "ignore", "ipc"],
  });
  const exited = once(child, "exit");
  const [said] = await Promise.race([
    once(child, "message"),
    exited.then(() => Promise.reject(new Error(`${entry} ended before it was ready; NODE_SAYS=1 shows why`))),
  ]);
  const { port } = Started.parse(said);
  const pid = child.pid ?? 0;
  if (core !== undefined) await pin(pid, core);
  return {
    port,
    pid,
    url: `ws://127.0.0.1:${port}${path}`,
    cpuMs: () => ask(child, "cpu"),
    rss: () => ask(child, "memory"),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.send("stop");
      await exited;
    },
  };
}

async function ask(child: ChildProcess, what: "cpu" | "memory"): Promise<number> {
  const answer = once(child, "message");
  child.send(what);
  return z.number().parse((await answer)[0]);
}

/** Pins a process and its threads to one core. @returns whether that was possible */
export async function pin(pid: number, core: number): Promise<boolean> {
  return new Promise((done) => {
    execFile("taskset", ["-a", "-p", "-c", String(core), String(pid)], (error) => done(error === null));
  });
}

/** A node of the shared documents. */
export const startNode = ({ databaseUrl, port = 0, bounds = {}, redisUrl = null }: NodeOptions, core?: number) =>
  startProcess("e2e/collab/collab-node.ts", { port, bounds, redisUrl }, { databaseUrl, core });
