import { closeSync, existsSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { StartError } from "#server/platform/start-error";

const LIMIT = 5 << 20;

/** Begins PostgreSQL's log anew when it has grown long. Returns the position at which what follows begins. */
export function beginLog(log: string): number {
  if (existsSync(log) && statSync(log).size > LIMIT) rmSync(log);
  return existsSync(log) ? statSync(log).size : 0;
}

/** Why PostgreSQL did not start, from what it logged since then. */
export function failureIn(log: string, from: number): StartError {
  if (!existsSync(log)) return explain("its log could not be written", log);
  const file = openSync(log, "r");
  const buffer = Buffer.alloc(64 << 10);
  const length = readSync(file, buffer, 0, buffer.length, from);
  closeSync(file);
  return explain(buffer.toString("utf8", 0, length), log);
}

/** The reason among what one of PostgreSQL's programs said, in one sentence. */
export function explain(output: string, place: string): StartError {
  if (/No space left on device|Disk quota exceeded/.test(output))
    return new StartError(`The disk that holds ${place} is full.`);
  const reason = /(?:FATAL|PANIC|error): +(.*)/.exec(output)?.[1] ?? output.trim().split("\n").at(-1) ?? "";
  return new StartError(`The embedded PostgreSQL did not start (${place}): ${reason}`);
}
