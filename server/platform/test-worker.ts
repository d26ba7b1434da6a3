import type { ForkOptions } from "node:child_process";
import { afterAll, inject, vi } from "vitest";
import { cloneDatabase, dropDatabase } from "#server/platform/test-postgres";

/** Runs before each integration test file: it gets a database of its own before anything can import `#server/platform/db`. */
const url = await cloneDatabase(inject("templateDatabase"));
process.env.DATABASE_URL = url;

afterAll(async () => {
  await globalThis.bellwetherPool?.end();
  await dropDatabase(url);
});

/**
 * The process that reads a brief loads its sources for a second; bundled, as in production, for a fifth of it. It is the same
 * process otherwise.
 */
vi.mock("node:child_process", async (original) => {
  const real = await original<typeof import("node:child_process")>();
  const fork = (file: string, given: readonly string[] = [], options: ForkOptions = {}) =>
    file.endsWith("/briefs/brief-worker.ts")
      ? real.fork(inject("briefWorker"), given, { ...options, execArgv: [] })
      : real.fork(file, given, options);
  return { ...real, default: { ...real, fork }, fork };
});
