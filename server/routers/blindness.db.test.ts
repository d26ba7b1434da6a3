import { type AnyTRPCProcedure, callTRPCProcedure, getTRPCErrorFromUnknown, getTRPCErrorShape } from "@trpc/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { EXPORT_TABLES, type ExportTable } from "#core/data-dictionary";
import type { Actor } from "#core/permissions";
import { exportFile } from "#server/exchange/export-file";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { startSealer } from "#server/ledger/sealer";
import { liveBus } from "#server/live/bus";
import { db } from "#server/platform/db";
import { setFile } from "#server/relations/set-file";
import { scenarioSet } from "#server/relations/set-matrix";
import { appRouter } from "#server/routers/app";
import { type BlindWorld, buildBlindWorld } from "../../e2e/fixtures/blind-world";
import { INPUTS } from "../../e2e/fixtures/procedure-inputs";
import type { Place } from "../../e2e/fixtures/procedure-inputs/place";
import type { WorldQuestion } from "../../e2e/fixtures/world-questions";

/** Everybody who did not forecast on the blind question, through every procedure and the event stream: a search of all they get. */
const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>);
const PATIENCE = { timeout: 60_000 };
/** All that a stream says of something that happened. */
const Told = z.tuple(
  [
    z.string(),
    z.strictObject({
      id: z.string(),
      at: z.number(),
      kind: z.string(),
      teamId: z.uuid(),
      recordId: z.uuid(),
      topicId: z.uuid().nullable(),
    }),
  ],
  z.unknown(),
);
const ROLES = ["observer", "forecaster", "lead", "leader", "admin", "outsider"] as const;

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
  const before = await submitForecast(on(questions.OPEN.questionId), { probability: 0.4 });
  const hidden = await submitForecast(on(questions.BLIND.questionId), said);
  const hiddenLater = await submitForecast(on(world.later.questionId), said);
  const typed = world.typed.map(({ question, said: stated }) => ({ id: question.questionId, stated }));
  const hiddenTyped: string[] = [];
  for (const { id, stated } of typed) hiddenTyped.push((await submitForecast(on(id), stated)).forecastId);
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
    for (const id of [...hiddenTyped, ...typed.map((one) => one.id)]) expect(all).not.toContain(id);
  }
  expect(heard.get("outsider")).toEqual([]);

  // Nor does it say how much else was recorded between two events; and one goes on from each.
  const { lead } = world.others;
  const [first] = (heard.get("lead") ?? []).map((event) => Told.parse(JSON.parse(event))[1]);
  expect(first?.recordId).toBe(before.forecastId);
  const again = appRouter.createCaller({ actor: lead, address: "lead" }, { signal: new AbortController().signal });
  for await (const event of await again.live.events({ lastEventId: first?.id })) {
    expect(Told.parse(event)[1].recordId).toBe(shown.forecastId);
    break;
  }
});

/** What a procedure is called with; a forecast is one that the question takes, where it shows nobody's numbers. */
async function inputOn({ questionId }: WorldQuestion, path: string, place: Place): Promise<unknown> {
  const said = world.typed.find(({ question }) => question.questionId === questionId)?.said;
  if (path === "forecast.submit" && said) return { questionId, ...said };
  return INPUTS[path]?.(place);
}

async function fileOf(actor: Actor, file: "world" | ExportTable): Promise<string> {
  try {
    let text = "";
    for await (const piece of (await exportFile(actor, { team: world.own.teamId, file })).text) text += piece;
    return text;
  } catch (refused) {
    return String(refused);
  }
}

it("the search finds what it looks for: whoever said it has it in their own file", async () => {
  const found = world.secretsIn(await fileOf(world.people.forecaster, "world"));
  const said = world.typed.flatMap(({ said: stated }) =>
    "probabilities" in stated ? stated.probabilities.map(String) : stated.quantiles.map(({ value }) => String(value)),
  );
  const read = found.map((secret) => (/^\d{4}-\d\d-\d\d$/u.test(secret) ? String(Date.parse(secret)) : secret));
  expect(said.filter((each) => !read.includes(each))).toEqual([]);
});

it.each(ROLES)("no file that the %s may take away has anything of it", async (role) => {
  const { briefId } = world.own;
  const actor = world.others[role];
  for (const file of ["world", ...EXPORT_TABLES] as const) {
    const text = await fileOf(actor, file);
    expectNoSecret(text);
    if (role === "admin") expect(text).toMatch(/own-words-only|Forecaster|baseline/u);
  }
  expectNoSecret(await scenarioSet(actor, briefId).then((set) => [...setFile(set)].join(""), String));
});

// Last: a confirmed verdict reveals.
const inOrder = procedures.filter(([, { _def }]) => _def.type !== "subscription");
it.each(inOrder)("%s", async (path, procedure) => {
  const { own } = world;
  const typed = world.typed.map(({ question }) => question);
  const [first, ...others] = [own.questions.BLIND, world.later, ...typed, world.unforecast];
  const named: boolean[] = [];
  for (const blind of [first, ...others]) {
    if (blind === undefined || (blind !== first && !named.includes(true))) continue;
    const onBlind = { ...own, questions: { ...own.questions, OPEN: blind, CLOSED: blind, DRAFT: blind, BLIND: blind } };
    for (const role of ROLES) {
      const input = await inputOn(blind, path, { team: onBlind, world, person: world.others[role] });
      const text = JSON.stringify(input ?? null);
      named.push(text.includes(blind.questionId) || text.includes(blind.scenarioId));
      expectNoSecret(await received(path, procedure, world.others[role], input));
    }
  }
});
