/** @file Finding a Chromium for the browser tests. Node's own modules only. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { pinnedNode, programEnv, quietly } from "./programs.mjs";
import { root } from "./root.mjs";
import { Refusal, step } from "./say.mjs";

/** The shell first: it draws the same and has no windows, profiles and extensions to pay for. */
const NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** A browser that CHROMIUM names or PATH has, or undefined. */
export function chromiumHere() {
  const named = process.env.CHROMIUM;
  if (named && !existsSync(named)) throw new Refusal(`CHROMIUM is ${named}, and there is no such program.`);
  if (named) return named;
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

/**
 * The browser for the tests; installs one where there is none: from the system's packages as root on Debian and its like, else
 * the one that Playwright downloads.
 */
export async function findChromium() {
  const found = chromiumHere() ?? (await playwrightsOwn());
  if (found) return found;
  return (await step("Installing Chromium", installChromium)) ?? (await refuse());
}

async function installChromium() {
  const asRoot = process.getuid?.() === 0;
  if (asRoot && ["/usr/bin/apt-get", "/bin/apt-get"].some((path) => existsSync(path))) {
    const env = { ...programEnv(), DEBIAN_FRONTEND: "noninteractive" };
    try {
      await quietly("apt-get update", "apt-get", ["update"], env);
      await quietly("apt-get install", "apt-get", ["install", "-y", "--no-install-recommends", "chromium"], env);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error); // another source may still have one
    }
    if (chromiumHere()) return chromiumHere();
  }
  try {
    await quietly("playwright install", pinnedNode(), [
      join(root, "node_modules/@playwright/test/cli.js"),
      "install",
      "chromium",
    ]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  return playwrightsOwn();
}

async function playwrightsOwn() {
  const script = `import("@playwright/test").then(({ chromium }) => console.log(chromium.executablePath()))`;
  const path = (await quietly("playwright", pinnedNode(), ["-e", script])).trim();
  return existsSync(path) ? path : undefined;
}

/** @returns {Promise<never>} */
async function refuse() {
  throw new Refusal("There is no browser for the tests: install Chromium or Google Chrome, or name one in CHROMIUM.");
}
