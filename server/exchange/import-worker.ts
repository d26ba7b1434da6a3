import { ImportCancelled, runImport } from "#server/exchange/run-import";
import { db } from "#server/platform/db";
import { log } from "#server/platform/log";

/**
 * A process of its own for one step of one import, given by id: a large file keeps nobody waiting, and it can be ended at
 * any instant. It goes with the server that started it.
 */
process.on("disconnect", () => process.exit(1));
// Whoever started this ends it when it says nothing for long: a thread that is caught in a file cannot.
setInterval(() => process.send?.("here"), 5_000).unref();
const importId = process.argv[2] ?? "";
try {
  await runImport(importId);
} catch (error) {
  if (!(error instanceof ImportCancelled)) {
    log.error({ error, importId }, "a step of an import broke off");
    await db.worldImport.updateMany({
      where: { id: importId, state: { in: ["CHECKING", "IMPORTING"] } },
      data: { state: "FAILED", failure: "It broke off by a fault of the server; nothing was imported.", phase: "" },
    });
    await db.worldImport.updateMany({
      where: { id: importId, state: "UNDOING" },
      data: { state: "IMPORTED", failure: "Taking it back broke off by a fault of the server.", phase: "" },
    });
  }
}
process.exit(0);
