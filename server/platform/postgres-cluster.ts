import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { Account } from "#server/platform/postgres-files";
import { explain } from "#server/platform/postgres-log";

/** The password of the database's one user: random, made once, kept in the data directory. */
export function passwordOf(folder: string): string {
  const file = join(folder, "postgres.password");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8").trim();
}

/**
 * Makes a new cluster, under another name until it is complete: a start broken off half-way leaves nothing behind that
 * looks like one.
 */
export async function createCluster(
  cluster: string,
  binaries: string,
  account: Account,
  password: string,
  durable: boolean,
): Promise<void> {
  const unfinished = `${cluster}.new`;
  const passwordFile = `${cluster}.initial-password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined)
    for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  const args = ["-D", unfinished, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8"];
  args.push("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions");
  if (!durable) args.push("--no-sync");
  try {
    await promisify(execFile)(join(binaries, "bin", "initdb"), args, {
      ...account,
      cwd: "/",
      env: { ...process.env, LC_ALL: "C" },
    });
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    const output = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
    throw explain(output, dirname(cluster));
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, cluster);
}
