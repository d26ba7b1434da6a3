import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

/** Everything that speaks Yjs. With two copies of it in a process, types of one are strangers to the other and edits vanish. */
const SPEAKERS = ["@hocuspocus/server", "@hocuspocus/provider", "@tiptap/y-tiptap", "y-protocols"];

it("every package finds the same copy of Yjs", () => {
  const own = createRequire(resolve("package.json"));
  const copies = SPEAKERS.map((name) => createRequire(resolve("node_modules", name, "package.json")).resolve("yjs"));
  expect(new Set([own.resolve("yjs"), ...copies]).size).toBe(1);
});

it("a process that loads all of them loads Yjs once", async () => {
  const imports = [
    "yjs",
    ...SPEAKERS.filter((name) => name !== "y-protocols"),
    "y-protocols/awareness",
    "y-protocols/sync",
  ];
  const code = imports.map((name) => `await import(${JSON.stringify(name)});`).join("\n");
  const { stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code]);
  expect(stderr).not.toContain("Yjs was already imported");
});
