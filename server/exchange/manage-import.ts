import { z } from "zod";
import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { dropFile } from "#server/exchange/run-import";
import { builtOn } from "#server/exchange/undo-import";
import { wantJob } from "#server/jobs/want";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

interface Context {
  actor: Actor;
  import: { id: string; teamId: string };
}

export const startInput = z.object({ bounds: z.enum(["refuse", "record"]) });

/** Has a file that was looked at imported. What it would refuse is known by then, so it refuses here already. */
export async function startImport(ctx: Context, { bounds }: z.infer<typeof startInput>): Promise<void> {
  const { id, teamId } = ctx.import;
  await db.$transaction(async (tx) => {
    const { count } = await tx.worldImport.updateMany({
      where: { id, state: "CHECKED", faults: 0, ...(bounds === "refuse" ? { outside: 0 } : {}) },
      data: { state: "IMPORTING", bounds: bounds === "record" ? "RECORD" : "REFUSE", progress: 0, phase: "Waiting" },
    });
    if (count === 0)
      throw new AppError("CONFLICT", "This file cannot be imported as it is: it has faults, or is imported already.");
    await recordAudit(tx, {
      actorId: ctx.actor.userId,
      teamId,
      action: "world.start",
      subjectId: id,
      detail: { bounds },
    });
  });
  wantJob("imports.run");
}

/** Gives an import up before it is done: its file goes, and nothing of it is written. */
export async function cancelImport(ctx: Context): Promise<void> {
  const { id, teamId } = ctx.import;
  await db.$transaction(async (tx) => {
    const { count } = await tx.worldImport.updateMany({
      where: { id, state: { in: ["UPLOADING", "CHECKING", "CHECKED", "IMPORTING"] } },
      data: { state: "CANCELLED", phase: "", progress: 0 },
    });
    if (count === 0) throw new AppError("CONFLICT", "This import is over already, so there is nothing to stop.");
    await recordAudit(tx, { actorId: ctx.actor.userId, teamId, action: "world.cancel", subjectId: id });
  });
  await dropFile(id);
}

/** Has an import taken back, unless others have built on it. */
export async function startUndo(ctx: Context): Promise<void> {
  const { id, teamId } = ctx.import;
  await db.$transaction(async (tx) => {
    const given = await tx.worldImport.findUnique({ where: { id }, select: { state: true } });
    if (given?.state !== "IMPORTED") throw new AppError("CONFLICT", "Only what was imported can be taken back.");
    const built = await builtOn(tx, id);
    if (built.length > 0)
      throw new AppError("CONFLICT", `Others have built on this import since, so it stays: ${built.join(", ")}.`);
    const { count } = await tx.worldImport.updateMany({
      where: { id, state: "IMPORTED" },
      data: { state: "UNDOING", undoneById: ctx.actor.userId, failure: null, progress: 0, phase: "Waiting" },
    });
    if (count === 0) throw new AppError("CONFLICT", "Somebody else is taking this import back already.");
    await recordAudit(tx, { actorId: ctx.actor.userId, teamId, action: "world.undo.start", subjectId: id });
  });
  wantJob("imports.run");
}
