import { afterAll, inject } from "vitest";
import { cloneDatabase, dropDatabase } from "#server/platform/test-postgres";

/** Runs before each integration test file: it gets a database of its own before anything can import `#server/platform/db`. */
const url = await cloneDatabase(inject("templateDatabase"));
process.env.DATABASE_URL = url;

afterAll(async () => {
  await globalThis.bellwetherPool?.end();
  await dropDatabase(url);
});
