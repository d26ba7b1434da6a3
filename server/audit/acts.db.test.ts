import { globSync, readFileSync } from "node:fs";
import { type AnyTRPCProcedure, callTRPCProcedure } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { loadActor } from "#server/identity/actor";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import { INPUTS } from "../../e2e/fixtures/procedure-inputs";
import { buildWorld, type World } from "../../e2e/fixtures/world";
import { ACTS } from "./acts.fixture";

/** Every procedure that changes something, and what it leaves in the audit log: a new one without a line in the table fails here. */
const changing = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>).filter(
  ([, { _def }]) => _def.type === "mutation",
);

let world: World;
const actors: Actor[] = [];
const people: World["people"][keyof World["people"]][] = [];

beforeAll(async () => {
  world = await buildWorld(db);
  for (const name of ["lead", "forecaster", "admin"] as const) {
    const actor = await loadActor(world.people[name]);
    if (actor) actors.push(actor);
    people.push(world.people[name]);
  }
});

it("the table has every procedure that changes something, and no other", () => {
  expect(Object.keys(ACTS).toSorted()).toEqual(changing.map(([path]) => path).toSorted());
});

it("every act of the table is written somewhere", () => {
  const sources = globSync("server/**/*.ts", { exclude: ["**/*.test.ts", "**/*.fixture.ts"] }).map((file) =>
    readFileSync(file, "utf8"),
  );
  for (const { acts } of Object.values(ACTS))
    for (const act of acts) {
      const [topic, verb = ""] = [act.slice(0, act.indexOf(".")), act.slice(act.indexOf(".") + 1)];
      const written = sources.some(
        (text) => text.includes(`"${act}"`) || (text.includes(`\`${topic}.`) && text.includes(verb)),
      );
      expect(written, act).toBe(true);
    }
});

const entries = () => db.auditEntry.findMany({ select: { id: true, action: true } });

async function leftBy(path: string, procedure: AnyTRPCProcedure): Promise<string[] | null> {
  for (const [index, actor] of actors.entries()) {
    const person = people[index] ?? world.people.lead;
    const input = await INPUTS[path]?.({ team: world.own, world, person });
    const before = new Set((await entries()).map(({ id }) => id));
    const ctx = { actor, address: `acts-${path}` };
    const call = callTRPCProcedure({
      router: appRouter,
      path,
      getRawInput: async () => input,
      ctx,
      type: procedure._def.type,
      signal: undefined,
      batchIndex: 0,
    });
    const done = await call.then(
      () => true,
      () => false,
    );
    const left = (await entries()).filter(({ id }) => !before.has(id)).map(({ action }) => action);
    if (done) return left.toSorted();
  }
  return null;
}

const done: string[] = [];

describe.each(changing)("%s", (path, procedure) => {
  it("leaves what the table says, where it can be called with the input of the tests", async () => {
    const left = await leftBy(path, procedure);
    if (left === null) return;
    done.push(path);
    const { acts, idle = false, why } = ACTS[path] ?? { acts: [] };
    expect(left.filter((act) => !acts.includes(act))).toEqual([]);
    if (acts.length === 0) expect(why).toBeDefined();
    else if (!idle) expect(left).not.toEqual([]);
  });
});

it("most of them were done, not only listed", () => {
  expect(done.length).toBeGreaterThan(changing.length * 0.6);
});
