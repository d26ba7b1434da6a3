import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { dropFile } from "#server/exchange/run-import";
import { LONGEST_UPLOAD } from "#server/exchange/upload";
import { pokeSealer } from "#server/ledger/poke";
import { db } from "#server/platform/db";

/** Days after which a file that nobody imported is dropped. */
const KEPT_DAYS = 7;
/** Megabytes that a step may take: a million forecasts need half of it. */
const MEMORY = 1024;

/** Milliseconds for which a step may say nothing at all: its thread is then caught in something that the file was made for. */
const SILENCE = 120_000;
/** Milliseconds after which a step is ended whatever it says. */
const LONGEST = 4 * 60 * 60_000;

/** Job `imports.run`: does every step that imports wait for, one after the other, each in a process of its own. */
export async function runImports(signal: AbortSignal): Promise<void> {
  await dropForgotten();
  while (!signal.aborted) {
    const next = await db.worldImport.findFirst({
      where: { state: { in: ["CHECKING", "IMPORTING", "UNDOING"] } },
      orderBy: { createdAt: "asc" },
      select: { id: true, state: true },
    });
    if (!next) return;
    const status = await runInProcess(next.id, signal);
    pokeSealer();
    // Stopped with the server: another run takes it up. Otherwise it must not come round for ever.
    if (status !== 0 && !signal.aborted) await giveUp(next.id, next.state);
  }
}

async function runInProcess(importId: string, signal: AbortSignal): Promise<number | null> {
  const fromSource = import.meta.url.endsWith(".ts");
  const file = fromSource
    ? fileURLToPath(new URL("./import-worker.ts", import.meta.url))
    : resolve("dist/exchange/import-worker.js");
  const execArgv = [...(fromSource ? ["--import", "tsx"] : ["--enable-source-maps"]), `--max-old-space-size=${MEMORY}`];
  const child = fork(file, [importId], { execArgv, env: neededEnv(), stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const end = () => child.kill("SIGKILL");
  const silent = setTimeout(end, SILENCE);
  const late = setTimeout(end, LONGEST);
  child.on("message", () => silent.refresh());
  signal.addEventListener("abort", end, { once: true });
  const [status]: (number | null)[] = await once(child, "exit");
  clearTimeout(silent);
  clearTimeout(late);
  signal.removeEventListener("abort", end);
  return status ?? null;
}

/** Where the database is, and nothing else that this server knows: no secret of sessions, mail or sign-in. */
function neededEnv(): NodeJS.ProcessEnv {
  const { DATABASE_URL, NODE_ENV, PATH, TMPDIR } = process.env;
  return { DATABASE_URL, NODE_ENV, PATH, TMPDIR };
}

async function giveUp(id: string, state: "CHECKING" | "IMPORTING" | "UNDOING" | string): Promise<void> {
  const failure = "The process that did it ended before its time; nothing was changed. The file may be too large.";
  if (state === "UNDOING")
    await db.worldImport.updateMany({ where: { id, state }, data: { state: "IMPORTED", failure } });
  else
    await db.worldImport.updateMany({
      where: { id, state: { in: ["CHECKING", "IMPORTING"] } },
      data: { state: "FAILED", failure, phase: "" },
    });
  await dropFile(id);
}

/** Files of uploads that broke off, were cancelled or were looked at and left. */
async function dropForgotten(): Promise<void> {
  const ago = (milliseconds: number) => new Date(Date.now() - milliseconds);
  await db.worldImport.updateMany({
    where: {
      OR: [
        { state: "UPLOADING", createdAt: { lt: ago(LONGEST_UPLOAD) } },
        { state: "CHECKED", createdAt: { lt: ago(KEPT_DAYS * 86_400_000) } },
      ],
    },
    data: { state: "CANCELLED", phase: "" },
  });
  await db.worldImportChunk.deleteMany({ where: { import: { state: { in: ["CANCELLED", "FAILED"] } } } });
}
