import { z } from "zod";
import { WorldRefused, writeFiles } from "#server/exchange/import-world";
import type { WorldFile } from "#server/exchange/read-file";
import { type FileFault, type TakenFiles, takeFiles } from "#server/exchange/take-files";
import { BuiltUpon, undoImport } from "#server/exchange/undo-import";
import { copySession } from "#server/platform/copy-session";
import { db, pool } from "#server/platform/db";
import { insertRows } from "#server/platform/insert-rows";

/** Somebody took the import back while it ran. */
export class ImportCancelled extends Error {
  override readonly name = "ImportCancelled";
}

/** Thrown to let a transaction that only looked fail. */
class OnlyLooked extends Error {
  constructor(readonly taken: TakenFiles) {
    super("only looked");
  }
}

/** Which part of the whole each step is, in [0, 1]. */
const SHARES: Readonly<Record<string, readonly [from: number, to: number]>> = {
  Reading: [0, 0.3],
  Checking: [0.3, 0.35],
  "Writing questions": [0.35, 0.4],
  "Writing forecasts": [0.4, 0.8],
  "Writing answers": [0.8, 0.82],
  Sealing: [0.82, 0.85],
  Scoring: [0.85, 1],
};
/** Milliseconds between two signs of life. */
const BEAT = 500;

const Running = z.enum(["CHECKING", "IMPORTING", "UNDOING"]);
type Running = z.infer<typeof Running>;

/**
 * Does the step that an import waits for: looks at its file, writes it, or takes it back. Each is one transaction, so it
 * may be cut off at any instant and done again.
 *
 * @throws {ImportCancelled} when it was cancelled meanwhile; everything else that can go wrong is kept with the import
 */
export async function runImport(importId: string): Promise<void> {
  const given = await db.worldImport.findUnique({
    where: { id: importId },
    select: { id: true, teamId: true, state: true, bounds: true, fileName: true, createdById: true, undoneById: true },
  });
  const running = Running.safeParse(given?.state);
  if (!given || !running.success) return;
  const state = running.data;
  const beat = heartbeat(importId, state);
  if (state === "UNDOING") return undo(importId, given.undoneById);
  const bounds = given.bounds === "RECORD" ? "record" : "refuse";
  const file = await storedFile(importId, given.fileName);
  const faults = new FaultList(importId);
  await faults.clear();
  const step = async (phase: string, share: number) => {
    await faults.flush();
    await beat(phase, share);
  };
  const tell = (fault: FileFault) => faults.add(fault);
  const into = { teamId: given.teamId, importId, tell, step };
  try {
    await copySession("import", async (session) => {
      if (state === "CHECKING") {
        const looking = { ...into, origin: "IMPORT", bounds: "record", now: Date.now(), write: false } as const;
        throw new OnlyLooked(await takeFiles(session, [file], looking));
      }
      await writeFiles(session, [file], { ...into, actorId: given.createdById, bounds });
    });
    await dropFile(importId);
  } catch (error) {
    await faults.flush(true);
    if (error instanceof OnlyLooked) await looked(importId, state, error.taken);
    else if (error instanceof WorldRefused) await looked(importId, state, error.taken);
    else throw error;
  }
}

async function undo(importId: string, actorId: string | null): Promise<void> {
  try {
    await copySession("undo", ({ tx }) => undoImport(tx, importId, actorId));
  } catch (error) {
    const failure = keptBack(error);
    if (failure === null) throw error;
    await db.worldImport.updateMany({
      where: { id: importId, state: "UNDOING" },
      data: { state: "IMPORTED", failure, undoneById: null, progress: 1, phase: "" },
    });
  }
}

/** Why an undoing was refused, in words; null for any other error. */
function keptBack(error: unknown): string | null {
  if (error instanceof BuiltUpon)
    return `It was not taken back, because others have built on it since: ${error.what.join(", ")}.`;
  // A foreign key that holds: something of a kind that came after the list of what can be built.
  const text = error instanceof Error ? error.message : "";
  return /23503|23001|foreign key/i.test(text)
    ? "It was not taken back, because something else in the team refers to what it brought."
    : null;
}

async function looked(importId: string, state: Running, taken: TakenFiles): Promise<void> {
  const { counts, matched, from, to, first, ignored, voided } = taken;
  const outside = taken.outside;
  await db.worldImport.updateMany({
    where: { id: importId, state },
    data: {
      state: "CHECKED",
      preview: { counts: { ...counts }, matched, from, to, first: first.map((row) => ({ ...row })), ignored, voided },
      faults: taken.faults - (state === "IMPORTING" && taken.faults > 0 ? await refusedBounds(importId, outside) : 0),
      outside,
      progress: 1,
      phase: "",
    },
  });
}

/** An import that refuses the bounds counts what lies outside among its faults; the list keeps the two apart. */
async function refusedBounds(importId: string, outside: number): Promise<number> {
  const { bounds } = await db.worldImport.findUniqueOrThrow({ where: { id: importId }, select: { bounds: true } });
  return bounds === "REFUSE" ? outside : 0;
}

type Beat = (phase: string, share: number) => Promise<void>;

/** Keeps what is being done where pages read it, and ends the work once the import is in another state. */
function heartbeat(importId: string, state: Running): Beat {
  let last = 0;
  return async (phase, share) => {
    const now = performance.now();
    if (now - last < BEAT) return;
    last = now;
    const [from, to] = SHARES[phase] ?? [0, 1];
    const { rowCount } = await pool.query(
      `UPDATE "WorldImport" SET "phase" = $2, "progress" = $3, "heartbeatAt" = clock_timestamp()
       WHERE "id" = $1 AND "state" = $4::"ImportState"`,
      [importId, phase, from + (to - from) * Math.min(1, Math.max(0, share)), state],
    );
    if (rowCount === 0) throw new ImportCancelled("the import was cancelled");
  };
}

async function storedFile(importId: string, name: string): Promise<WorldFile> {
  const { rows } = await pool.query<{ size: string }>(
    `SELECT coalesce(sum(octet_length("bytes")), 0) AS "size" FROM "WorldImportChunk" WHERE "importId" = $1`,
    [importId],
  );
  return {
    name,
    size: Number(rows[0]?.size ?? 0),
    async *bytes() {
      for (let number = 1; ; number++) {
        const chunk = await db.worldImportChunk.findUnique({
          where: { importId_number: { importId, number } },
          select: { bytes: true },
        });
        if (!chunk) return;
        yield chunk.bytes;
      }
    },
  };
}

export async function dropFile(importId: string): Promise<void> {
  await db.worldImportChunk.deleteMany({ where: { importId } });
}

/** The faults of a file, written as they are found, however many there are. */
class FaultList {
  #waiting: { importId: string; number: number; path: string; message: string; bounds: boolean }[] = [];
  #count = 0;

  constructor(private readonly importId: string) {}

  async clear(): Promise<void> {
    await db.worldImportFault.deleteMany({ where: { importId: this.importId } });
  }

  add({ path, message, bounds }: FileFault): void {
    this.#count += 1;
    const { importId } = this;
    this.#waiting.push({
      importId,
      number: this.#count,
      path,
      message: message.replaceAll("\u0000", "\uFFFD"),
      bounds: bounds === true,
    });
  }

  async flush(all = false): Promise<void> {
    if (this.#waiting.length < (all ? 1 : 1000)) return;
    const faults = this.#waiting;
    this.#waiting = [];
    await insertRows(
      db,
      "WorldImportFault",
      { importId: "uuid", number: "int", path: "text", message: "text", bounds: "boolean" },
      faults,
    );
  }
}
