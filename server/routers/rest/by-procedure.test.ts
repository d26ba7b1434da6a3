import { expect, it } from "vitest";
import { appRouter } from "#server/routers/app";
import { BY_FILE, BY_PROCEDURE, WITHOUT } from "#server/routers/rest/by-procedure";
import { ROUTES } from "#server/routers/rest/table";

const entries = Object.entries(BY_PROCEDURE);

it("every procedure has an operation or a reason to have none, and nothing else stands there", () => {
  // Types say so too; this holds where a procedure is known to the router alone.
  const procedures = Object.keys(appRouter._def.procedures);
  expect(entries.map(([path]) => path).sort()).toEqual(procedures.sort());
});

it("the operations that it names are there, and each that changes something does what a procedure does", () => {
  const known = new Set(ROUTES.map(({ operationId }) => operationId));
  const named = new Set([
    ...Object.keys(BY_FILE),
    ...entries.flatMap(([, entry]) => ("by" in entry ? [entry.by] : [])),
  ]);
  expect([...named].filter((operationId) => !known.has(operationId))).toEqual([]);
  const changing = ROUTES.flatMap(({ method, operationId }) => (method === "POST" ? [operationId] : []));
  expect(changing.filter((operationId) => !named.has(operationId))).toEqual([]);
});

it("every reason is somebody's, and what no token may at all has one", () => {
  const reasons = new Set(entries.flatMap(([, entry]) => ("without" in entry ? [entry.without] : [])));
  expect([...reasons].sort()).toEqual(Object.keys(WITHOUT).sort());
});
