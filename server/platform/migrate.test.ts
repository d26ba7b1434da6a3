import { expect, it } from "vitest";
import { assertSupported, pendingOf } from "#server/platform/migrate";

it("refuses a PostgreSQL older than 15 and takes 15 and later", () => {
  expect(() => assertSupported(140012)).toThrow(
    "The database is PostgreSQL 14, which is too old: Bellwether needs 15 or newer.",
  );
  expect(() => assertSupported(Number.NaN)).toThrow("too old");
  expect(() => assertSupported(150000)).not.toThrow();
  expect(() => assertSupported(180004)).not.toThrow();
});

it("a migration that was rolled back under Prisma is applied again; one that failed half-way is not touched", () => {
  const migration = { name: "1", sql: "", checksum: "a" };
  const record = { migration_name: "1", checksum: "a", finished_at: null, rolled_back_at: new Date(0) };
  expect(pendingOf([migration], [record])).toEqual([migration]);
  expect(() => pendingOf([migration], [{ ...record, rolled_back_at: null }])).toThrow("failed half-way");
});
