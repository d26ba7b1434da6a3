import { importWorlds, WorldRefused } from "#server/exchange/import-world";
import type { WorldFile } from "#server/exchange/read-file";

/** A file of a test: a world as an object, or the text of a CSV. Comes in small pieces, so that seams are tried too. */
export function fileOf(content: unknown, name = "world.json"): WorldFile {
  const bytes = Buffer.from(typeof content === "string" ? content : JSON.stringify(content));
  return {
    name,
    size: bytes.length,
    async *bytes() {
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
  };
}

/** Every fault of a file as `path: message`, those of the bounds too; empty when it went in. */
export async function faultsOf(file: WorldFile, team = "Faulty"): Promise<string[]> {
  const faults: string[] = [];
  try {
    await importWorlds([file], {
      team,
      bounds: "refuse",
      tell: ({ path, message }) => faults.push(`${path}: ${message}`),
    });
  } catch (error) {
    if (!(error instanceof WorldRefused)) throw error;
  }
  return faults;
}
