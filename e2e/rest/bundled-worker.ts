import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const made = new Map<string, string>();

/** A worker's sources in one file, made when it is first asked for; packages stay where they are. */
export function bundled(entry: string): string {
  const known = made.get(entry);
  if (known) return known;
  const folder = mkdtempSync(join(process.cwd(), "node_modules/.bellwether-worker-"));
  process.once("exit", () => rmSync(folder, { recursive: true }));
  const outfile = join(folder, "worker.mjs");
  buildSync({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "esm", packages: "external" });
  made.set(entry, outfile);
  return outfile;
}
