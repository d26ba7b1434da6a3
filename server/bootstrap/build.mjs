/** @file Building what is served, when the sources have changed. Node's own modules only. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { generateClient } from "./generate.mjs";
import { pinnedNode, programEnv, quietly } from "./programs.mjs";
import { root } from "./root.mjs";
import { step } from "./say.mjs";

/** The Prisma client comes from these. */
const SCHEMA = ["prisma/schema", "package-lock.json"];
/** Everything that ends up in the build. */
const SOURCES = ["app", "components", "core", "server", "prisma", "public"];
const SETTINGS = [
  "instrumentation-client.ts",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "next.config.ts",
  "postcss.config.mjs",
];

/** Generates the Prisma client when the schema has changed. */
export async function generate() {
  await whenChanged(["prisma/client"], SCHEMA, () => step("Generating the database client", generateClient));
}

/** Builds server (esbuild) and then pages (Next, which looks for the server's workers) when a source has changed. */
export async function build() {
  await whenChanged(["dist", ".next/server"], [...SOURCES, ...SETTINGS], () =>
    step("Building", () => buildServer().then(buildPages)),
  );
}

const buildPages = () =>
  quietly("next build", pinnedNode(), ["node_modules/next/dist/bin/next", "build"], {
    ...programEnv(),
    NODE_ENV: "production",
  });

const buildServer = () => quietly("esbuild", pinnedNode(), ["server/bootstrap/bundle.mjs"]);

/**
 * Makes folders by `make` unless all of them were made from the same sources before. Contents count, not times: a fresh clone
 * or a branch switched back and forth says nothing by its times.
 *
 * @param {string[]} folders
 * @param {string[]} sources
 * @param {() => Promise<unknown>} make
 */
async function whenChanged(folders, sources, make) {
  const stamps = folders.map((folder) => join(root, folder, ".made-from"));
  const wanted = fingerprint(sources);
  if (stamps.every((stamp) => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted)) return;
  for (const stamp of stamps) rmSync(stamp, { force: true });
  await make();
  for (const stamp of stamps) writeFileSync(stamp, wanted);
}

/** @param {string[]} sources */
function fingerprint(sources) {
  const hash = createHash("sha256");
  for (const file of sources.flatMap(filesIn))
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  const full = join(root, path);
  const found = statSync(full, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  return readdirSync(full, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith(join("prisma", "client")))
    .sort();
}
