/** @file Installing what package-lock.json names. Node's own modules only. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { programEnv, quietly } from "./programs.mjs";
import { root } from "./root.mjs";
import { Refusal, step } from "./say.mjs";

const OLDEST = [20, 19];

/** Refuses a Node that cannot run the bootstrap; the server itself then runs on the pinned one. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [oldMajor = 0, oldMinor = 0] = OLDEST;
  if (major < oldMajor || (major === oldMajor && minor < oldMinor))
    throw new Refusal(`This is Node ${version}; Bellwether needs ${OLDEST.join(".")} or newer to start.`);
}

/** Installs the packages when the lock file or the platform has changed since the last time. The lock file pins Node too. */
export async function install() {
  const stamp = join(root, "node_modules", ".bellwether-installed");
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const wanted = [lock, process.platform, process.arch].join(" ");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  await step("Installing packages (npm ci)", () => {
    const args = ["ci", "--no-audit", "--no-fund", "--include=dev", "--include=optional"];
    const npm = process.env.npm_execpath;
    return npm && /\.c?js$/.test(npm)
      ? quietly("npm ci", process.execPath, [npm, ...args], installEnv())
      : quietly("npm ci", process.platform === "win32" ? "npm.cmd" : "npm", args, installEnv());
  });
  writeFileSync(stamp, wanted);
}

const installEnv = () => ({ ...programEnv(), NODE_ENV: "" });
