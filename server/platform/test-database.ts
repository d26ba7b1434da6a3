import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";
import { inject } from "vitest";
import { PrismaClient } from "#prisma/client/client";
import { db, openPool, pool } from "#server/platform/db";
import { cloneDatabase, dropDatabase } from "#server/platform/test-postgres";

export interface TestDatabase {
  db: PrismaClient;
  pool: pg.Pool;
  url: string;
}

/** The migrated, otherwise empty database of this test file: the same that `#server/platform/db` gives to the modules under test. */
export function testDatabase(): TestDatabase {
  return { db, pool, url: process.env.DATABASE_URL ?? "" };
}

/** One more database like it, for a test that needs an untouched one; call `drop` at its end. */
export async function freshDatabase(): Promise<TestDatabase & { drop(): Promise<void> }> {
  const url = await cloneDatabase(inject("templateDatabase"));
  const own = openPool(url);
  return {
    db: new PrismaClient({ adapter: new PrismaPg(own) }),
    pool: own,
    url,
    async drop() {
      await own.end();
      await dropDatabase(url);
    },
  };
}
