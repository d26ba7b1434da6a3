import { type AnyTRPCProcedure, callTRPCProcedure, getTRPCErrorFromUnknown } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { type Actor, can } from "#core/permissions";
import { db, pool } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import type { Meta } from "#server/routers/trpc";
import { INPUTS } from "../fixtures/procedure-inputs";
import { buildWorld, type World } from "../fixtures/world";
import { crossed } from "./crossed";
import { leaksOf, raiseFence } from "./fence";
import { recorded } from "./record";

/**
 * Every statement that a procedure sends on behalf of somebody of a team, asked again from inside a fence around that team:
 * a query that does not carry its team gives another answer there, however its result is filtered afterwards.
 */
const all = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);
const metaOf = (procedure: AnyTRPCProcedure) => procedure._def.meta as Meta;
/** Those that somebody of a team can get through: what is open to anyone or to administrators reads no team's rows for a member. */
const procedures = all.filter(([, one]) => metaOf(one).permission !== "anyone" && metaOf(one).subject !== "org");
/** A forecaster asks for what a lead asks for. */
const CALLERS = ["observer", "lead"] as const;

let world: World;
let unsaid: string[];
beforeAll(async () => {
  world = await buildWorld(db);
  unsaid = await raiseFence(pool);
});

let calls = 0;

/** What comes of a call is the matrix's matter; here it counts what was asked on the way. @returns the code of a refusal */
async function call(path: string, procedure: AnyTRPCProcedure, actor: Actor, input: unknown): Promise<string> {
  const type = procedure._def.type;
  const ctx = { actor, address: `isolation-${++calls}` };
  const given = { router: appRouter, path, getRawInput: async () => input, ctx, type, batchIndex: 0 };
  try {
    const answer: unknown = await callTRPCProcedure({ ...given, signal: AbortSignal.timeout(60_000) });
    if (typeof answer === "object" && answer && "return" in answer && typeof answer.return === "function")
      await answer.return();
    return "done";
  } catch (cause) {
    return getTRPCErrorFromUnknown(cause).code;
  }
}

it("of every table it is said whose its rows are", () => {
  expect(unsaid, "say in e2e/isolation/fence.ts how their team is found, or that they have none").toEqual([]);
});

describe.each(procedures)("%s", (path, procedure) => {
  it.each(CALLERS)("asks for nothing of another team: %s", async (caller) => {
    const person = world.people[caller];
    const input = await INPUTS[path]?.({ team: world.own, world, person });
    const { asked } = await recorded(() => call(path, procedure, person, input));
    expect(await leaksOf(pool, asked, [world.own.teamId])).toEqual([]);
  });
});

const byTeam = procedures.filter(([, one]) => metaOf(one).subject !== "self");
it.each(byTeam)("%s: what is named of another team beside one's own is not found", async (path, procedure) => {
  const { own, foreign, people } = world;
  const person = people.lead;
  const { permission, subject } = metaOf(procedure);
  const [mine, theirs] = [
    await INPUTS[path]?.({ team: own, world, person }),
    await INPUTS[path]?.({ team: foreign, world, person: people.outsider }),
  ];
  const input = crossed(mine, theirs, `${subject}Id`);
  if (JSON.stringify(input) === JSON.stringify(mine)) return; // it names nothing besides
  const { asked } = await recorded(() => call(path, procedure, person, input));
  expect(can(person, "team.read", { teamId: own.teamId }), String(permission)).toBe(true);
  expect(await leaksOf(pool, asked, [own.teamId])).toEqual([]);
});

describe("the fence itself", () => {
  const leaks = async (work: () => Promise<unknown>) => leaksOf(pool, (await recorded(work)).asked, [world.own.teamId]);

  it("catches a list without its team, a join that lost it, a count, and a row by an id that nobody checked", async () => {
    const { own, foreign } = world;
    expect(await leaks(() => db.scenario.findMany({ select: { id: true } }))).toHaveLength(1);
    expect(await leaks(() => db.scenario.findMany({ where: { teamId: own.teamId }, select: { id: true } }))).toEqual(
      [],
    );
    const joined = `SELECT q."id" FROM "Question" q JOIN "Scenario" s ON s."number" = 1 WHERE s."teamId" = $1`;
    expect(await leaks(() => pool.query(joined, [own.teamId]))).toHaveLength(1);
    const held = `${joined} AND q."teamId" = s."teamId"`;
    expect(await leaks(() => pool.query(held, [own.teamId]))).toEqual([]);
    expect(await leaks(() => pool.query(`SELECT count(*) FROM "Forecast"`))).toHaveLength(1);
    expect(await leaks(() => db.brief.findUnique({ where: { id: foreign.briefId } }))).toHaveLength(1);
  });

  it("catches a change and a new row of another team, and leaves neither behind", async () => {
    const { foreign } = world;
    const before = await db.tag.count();
    const archived = () => db.scenario.updateMany({ where: { number: 1 }, data: { statement: "Everybody's" } });
    expect(await leaks(archived)).toHaveLength(1);
    const tag = () =>
      db.tag.create({ data: { teamId: foreign.teamId, name: "in the wrong team" }, select: { id: true } });
    expect((await leaks(tag)).length).toBeGreaterThan(0);
    expect(await db.tag.count()).toBe(before + 1);
  });
});
