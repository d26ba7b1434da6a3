/**
 * Keeps one PostgreSQL running for as long as the process that started it lives.
 *
 * It runs in a session of its own, so a SIGTERM or Ctrl+C that reaches the server's whole process group passes
 * PostgreSQL by: the server can still flush, and it stops the database last. Standard input is the leash: when the server
 * closes it, or dies in any way, SIGKILL included, the operating system ends the stream and PostgreSQL gets a fast shutdown.
 *
 * Plain JavaScript on Node's own modules, so that it runs from sources and from a build alike.
 * Argument: JSON { binary, args, log, uid?, gid? }.
 */
import { spawn } from "node:child_process";
import { openSync } from "node:fs";

/** Milliseconds a fast shutdown may take before an immediate one, which the next start recovers from. */
const PATIENCE = 8000;
/** A postmaster that was killed may hold shared memory for a moment; a few new attempts bridge that. */
const ATTEMPTS = 6;
const PAUSE = 300;

const { binary, args, log, uid, gid } = JSON.parse(process.argv[2] ?? "{}");
const output = openSync(log, "a", 0o600);
let stopping = false;
let attempts = 0;
let postgres = start();

function start() {
  const started = Date.now();
  const child = spawn(binary, args, { uid, gid, cwd: "/", stdio: ["ignore", output, output] });
  child.on("error", (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
  child.on("exit", (code) => {
    if (stopping || code === 0) process.exit(0);
    attempts = Date.now() - started > 60_000 ? 1 : attempts + 1;
    if (attempts >= ATTEMPTS) process.exit(1);
    setTimeout(() => {
      if (stopping) process.exit(0);
      postgres = start();
    }, PAUSE);
  });
  return child;
}

process.stdin.on("close", () => {
  stopping = true;
  postgres.kill("SIGINT");
  setTimeout(() => postgres.kill("SIGQUIT"), PATIENCE);
  if (postgres.exitCode !== null || postgres.signalCode !== null) process.exit(0);
});
process.stdin.on("error", () => {});
process.stdin.resume();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => {});
