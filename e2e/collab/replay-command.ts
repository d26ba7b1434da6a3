import { existsSync } from "node:fs";
import { runCommand } from "#server/platform/run-command";
import { StartError } from "#server/platform/start-error";
import { withScratchDatabase } from "../fixtures/scratch-world";
import { readTrace } from "./trace";

/** `npm run replay -- FILE…`: replays editing traces (josephg/editing-traces) through two nodes and compares the text they end in. */
await runCommand(async () => {
  const files = process.argv.slice(2);
  const missing = files.find((file) => !existsSync(file));
  if (files.length === 0 || missing)
    throw new StartError(missing ? `There is no file ${missing}.` : "Say which trace: npm run replay -- FILE");
  const failed: string[] = [];
  await withScratchDatabase(async ({ url, pool }) => {
    const { replay } = await import("./replay");
    for (const file of files) {
      try {
        const trace = readTrace(file);
        const { writers, bursts, milliseconds, differing } = await replay(trace, { pool, databaseUrl: url });
        const how = `${trace.txns.length} transactions of ${writers} on two nodes, sent as ${bursts} messages in ${(milliseconds / 1000).toFixed(1)} s`;
        const end = differing.length === 0 ? "all end in its text" : `${differing.join(", ")} do not end in its text`;
        console.log(`${file}: ${how}: ${end}`);
        if (differing.length > 0) failed.push(file);
      } catch (error) {
        if (!(error instanceof StartError)) throw error;
        console.log(`${file}: ${error.message}`);
        failed.push(file);
      }
    }
  });
  if (failed.length > 0) throw new StartError(`Not every trace ends in its text: ${failed.join(", ")}.`);
});
