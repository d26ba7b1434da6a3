/** @file Running other programs from the bootstrap. Node's own modules only. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";
import { refusalOf } from "./say.mjs";

/** @typedef {Record<string, string | undefined>} Variables of an environment */

const windows = process.platform === "win32";

/** The Node that package.json pins, once it is installed; it may be newer than the machine's own. */
export function pinnedNode() {
  const node = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");
  return existsSync(node) ? node : process.execPath;
}

/**
 * Variables for the programs that the bootstrap runs: the pinned Node comes first, and nobody is told what is done here.
 *
 * @returns {Variables}
 */
export function programEnv() {
  const path = `${join(root, "node_modules", ".bin")}${windows ? ";" : ":"}${process.env.PATH ?? ""}`;
  return { ...process.env, PATH: path, NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1" };
}

/** Characters of what a program said last that are kept. */
const KEPT = 40_000;

/**
 * Next declares NODE_ENV as always there, which it is not.
 *
 * @param {Variables} env
 */
const given = (env) => /** @type {NodeJS.ProcessEnv} */ (env);

/** @type {NodeJS.Signals[]} */
const ASK_TO_END = ["SIGTERM", "SIGINT", "SIGHUP"];

/**
 * Runs a program to its end without showing what it prints.
 *
 * @param {string} name what it is called when it fails
 * @param {string} command
 * @param {string[]} args
 * @param {Variables} [env]
 * @returns {Promise<string>} what it printed
 */
export async function quietly(name, command, args, env = programEnv()) {
  const child = spawn(command, args, { cwd: root, env: given(env), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data) => {
      output += data;
    });
  const { status, asked } = await ending(child, ASK_TO_END).catch((error) => {
    throw refusalOf(name, error.message);
  });
  if (asked) process.exit(1);
  if (status !== 0) throw refusalOf(name, output);
  return output;
}

/**
 * Runs a program and passes on the signals that ask this process to end. It takes over the terminal unless one listens.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {Variables} [env]
 * @param {{ signals?: NodeJS.Signals[]; listen?: "showing" | "silently" }} [options] `listen`: what it says is shown as it
 * says it and the end of it kept, or not shown and all of it kept
 * @returns {Promise<{ status: number; asked: boolean; said: string }>} its exit status, and whether a signal was passed on
 */
export async function handOver(command, args, env = programEnv(), { signals = ASK_TO_END, listen } = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: given(env),
    stdio: listen ? ["inherit", "pipe", "pipe"] : "inherit",
  });
  let said = "";
  /** @param {NodeJS.WriteStream} shown @returns {(data: Buffer) => void} */
  const hear = (shown) => (data) => {
    said += data;
    if (listen === "silently") return;
    said = said.slice(-KEPT);
    shown.write(data);
  };
  child.stdout?.on("data", hear(process.stdout));
  child.stderr?.on("data", hear(process.stderr));
  return { ...(await ending(child, signals)), said };
}

/**
 * Waits for a program, which gets the signals that this process gets meanwhile.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals[]} signals
 * @returns {Promise<{ status: number; asked: boolean }>}
 */
function ending(child, signals) {
  let asked = false;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    asked = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, passOn);
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("close", (code) => {
      for (const signal of signals) process.off(signal, passOn);
      done({ status: code ?? 1, asked });
    });
  });
}
