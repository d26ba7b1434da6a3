import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { pinnedNode, programEnv, quietly } from "./programs.mjs";
import { root } from "./root.mjs";

/**
 * Generates the Prisma client into prisma/client. Prisma looks for a native engine that it never runs here and would download
 * it; any executable in its place satisfies it. The variable is set for this one call, so that a user's own `prisma migrate`
 * still finds the real engine.
 */
export async function generateClient() {
  const prisma = join(root, "node_modules/prisma/build/index.js");
  const env = { ...programEnv(), PRISMA_SCHEMA_ENGINE_BINARY: pinnedNode() };
  await quietly("prisma generate", pinnedNode(), [prisma, "generate", "--no-hints"], env);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await generateClient();
