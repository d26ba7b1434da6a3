import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartError } from "#server/platform/start-error";

/** What `postmaster.pid` says about a PostgreSQL that runs on a cluster. */
export interface Running {
  pid: number;
  port: number;
}

/** Milliseconds that a database left behind may take to stop. */
const PATIENCE = 15_000;

/** The PostgreSQL that runs on this cluster, or null. A lock file whose process is gone, or is another program, counts for nothing. */
export function runningOn(cluster: string): Running | null {
  const lines = readLock(cluster);
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || !isAlive(pid) || !isPostgres(pid)) return null;
  return { pid, port };
}

/**
 * Makes sure that nothing runs on the cluster, as after a crash: waits for a database that is stopping, stops one whose
 * server is dead, and removes a lock file whose process number now belongs to another program.
 *
 * @throws {StartError} when a living server owns the database
 */
export async function clearTheWay(cluster: string): Promise<void> {
  const deadline = Date.now() + PATIENCE;
  let told = false;
  for (let running = runningOn(cluster); running; running = runningOn(cluster)) {
    const owner = ownerOf(cluster);
    if (owner !== null && isAlive(owner))
      throw new StartError(
        `The database in ${cluster} is in use by process ${owner}: stop that first, or set DATA_DIR to another folder.`,
      );
    if (Date.now() > deadline)
      throw new StartError(`PostgreSQL process ${running.pid} holds ${cluster} and does not stop.`);
    if (!told) process.kill(running.pid, "SIGINT");
    told = true;
    await delay(50);
  }
  const left = Number(readLock(cluster)[0]);
  if (left && isAlive(left) && !isPostgres(left)) rmSync(join(cluster, "postmaster.pid"));
}

/** File beside the cluster that names the process it belongs to. */
export const ownerFile = (cluster: string) => `${cluster}.owner`;

/** Whether the cluster belongs to a process that has ended; not while nothing is known. */
export function ownerIsDead(cluster: string): boolean {
  const owner = ownerOf(cluster);
  return owner !== null && !isAlive(owner) && runningOn(cluster) === null;
}

const ownerOf = (cluster: string): number | null => Number(linesOf(ownerFile(cluster))[0]) || null;

const readLock = (cluster: string) => linesOf(join(cluster, "postmaster.pid"));

/** None when there is no such file: whoever it belongs to may take it away at any moment. */
function linesOf(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split("\n");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Process numbers are reused after a restart of the machine. Only Linux tells cheaply whose they are; elsewhere PostgreSQL itself decides. */
function isPostgres(pid: number): boolean {
  if (process.platform !== "linux") return true;
  try {
    return /postgres/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch {
    return false;
  }
}
