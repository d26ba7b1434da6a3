import { type AnyTRPCProcedure, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from "@trpc/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Actor } from "#core/permissions";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { startSealer } from "#server/ledger/sealer";
import { liveBus } from "#server/live/bus";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import { type BlindWorld, buildBlindWorld } from "../../e2e/fixtures/blind-world";
import { INPUTS } from "../../e2e/fixtures/procedure-inputs";

/** Everybody who did not forecast on the blind question, through every procedure and the event stream: a search of all they get. */
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);
const PATIENCE = { timeout: 60_000 };
const ROLES = ["observer", "lead", "leader", "admin", "outsider"] as const;

let world: BlindWorld;
let sealer: { stop(): Promise<void> };
beforeAll(async () => {
  world = await buildBlindWorld(db);
  sealer = await startSealer();
  await liveBus.start();
  const written = await db.journalEntry.count();
  await vi.waitFor(() => expect(liveBus.last).toBe(written - 1), PATIENCE);
});
afterAll(async () => {
  await sealer.stop();
  await liveBus.stop();
});

function expectNoSecret(received: string): void {
  expect(world.secretsIn(received)).toEqual([]);
}

/** What comes back over the wire, answer or error. */
async function received(path: string, procedure: AnyTRPCProcedure, actor: Actor, input: unknown): Promise<string> {
  const type = procedure._def.type;
  const ctx = { actor, address: `${path} ${actor.userId}` };
  try {
    const call = {
      router: appRouter,
      path,
      getRawInput: async () => input,
      ctx,
      type,
      signal: undefined,
      batchIndex: 0,
    };
    return JSON.stringify(appRouter._def._config.transformer.output.serialize(await callTRPCProcedure(call)));
  } catch (cause) {
    const error = getTRPCErrorFromUnknown(cause);
    return JSON.stringify(getTRPCErrorShape({ config: appRouter._def._config, error, type, path, input, ctx }));
  }
}

it("the event stream says nothing of a forecast in a blind round", async () => {
  const { questions, teamId } = world.own;
  const on = (questionId: string) => ({ actor: world.people.forecaster, question: { id: questionId, teamId } });
  const ending = new AbortController();
  const heard = new Map(ROLES.map((role) => [role, [] as string[]]));
  const { signal } = ending;
  const listening = ROLES.map(async (role) => {
    const caller = appRouter.createCaller({ actor: world.others[role], address: role }, { signal });
    for await (const event of await caller.live.events({})) heard.get(role)?.push(JSON.stringify(event));
  });
  const said = { probability: 0.137, low: 0.137, high: 0.137 };
  const hidden = await submitForecast(on(questions.BLIND.questionId), said);
  const hiddenLater = await submitForecast(on(world.later.questionId), said);
  const shown = await submitForecast(on(questions.OPEN.questionId), { probability: 0.5 });
  // Events come in order of position: whoever has the second has passed the first.
  const listeners = ROLES.filter((role) => role !== "outsider");
  await vi.waitFor(() => {
    for (const role of listeners) expect(heard.get(role)?.join()).toContain(shown.forecastId);
  }, PATIENCE);
  ending.abort();
  await Promise.all(listening);
  for (const role of ROLES) {
    const all = heard.get(role)?.join() ?? "";
    expectNoSecret(all);
    expect(all).not.toContain(hidden.forecastId);
    expect(all).not.toContain(questions.BLIND.questionId);
    expect(all).not.toContain(hiddenLater.forecastId);
    expect(all).not.toContain(world.later.questionId);
  }
  expect(heard.get("outsider")).toEqual([]);
});

// Last: a confirmed verdict reveals.
const inOrder = procedures.filter(([, { _def }]) => _def.type !== "subscription");
it.each(inOrder)("%s", async (path, procedure) => {
  const { own } = world;
  for (const blind of [own.questions.BLIND, world.later]) {
    const onBlind = { ...own, questions: { ...own.questions, OPEN: blind, CLOSED: blind, DRAFT: blind, BLIND: blind } };
    for (const role of ROLES) {
      const input = await INPUTS[path]?.({ team: onBlind, world, person: world.others[role] });
      expectNoSecret(await received(path, procedure, world.others[role], input));
    }
  }
});
