import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

/** A worker's sources in one file, for as long as the tests run; packages stay where they are. */
export function bundleWorker(entry: string): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(process.cwd(), "node_modules/.bellwether-worker-"));
  const file = join(folder, "worker.mjs");
  buildSync({
    entryPoints: [entry],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
  });
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}
