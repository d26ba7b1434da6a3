import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { db } from "#server/platform/db";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { type RestServer, startRest } from "../../../e2e/fixtures/rest-server";
import { buildWorld, type World } from "../../../e2e/fixtures/world";

/** From a text to a score and back, by tokens alone: whatever a test asks for here, a program can. */
let world: World;
let rest: RestServer;
const tokens = { lead: "", forecaster: "", proposer: "" };
type Caller = keyof typeof tokens;

beforeAll(async () => {
  world = await buildWorld(db);
  rest = await startRest();
  for (const role of ["lead", "forecaster", "proposer"] as const)
    tokens[role] = (await newApiToken(db, world.people[role].userId)).token;
});
afterAll(() => rest.close());

const DAY = 86_400_000;
const days = (from: number) => new Date(Date.now() + from * DAY).toISOString();
const Answer = z.record(z.string(), z.any());

async function call(by: Caller, method: "GET" | "POST", path: string, body?: unknown) {
  const answer = await rest.call(tokens[by], method, path, body === undefined ? {} : { body });
  return { status: answer.status, ...Answer.parse(JSON.parse(answer.text)) };
}
async function post(by: Caller, path: string, body: unknown = {}): Promise<z.output<typeof Answer>> {
  const { status, ...made } = await call(by, "POST", path, body);
  expect([200, 201], JSON.stringify(made)).toContain(status);
  return made;
}
async function get(by: Caller, path: string): Promise<z.output<typeof Answer>> {
  const { status, ...found } = await call(by, "GET", path);
  expect(status, JSON.stringify(found)).toBe(200);
  return found;
}

const Score = z.object({
  name: z.string(),
  own: z.boolean(),
  rule: z.string(),
  score: z.number(),
  coverage: z.number(),
});

/** Everybody's peer score on a question, by name, read two at a time. */
async function peers(by: Caller, question: string): Promise<Map<string, number>> {
  const rows: z.output<typeof Score>[] = [];
  for (let path: string | null = `/questions/${question}/scores?limit=2`; path !== null; ) {
    const { items, next }: z.output<typeof Answer> = await get(by, path);
    rows.push(...z.array(Score).parse(items));
    path = next === null ? null : `/questions/${question}/scores?limit=2&cursor=${next}`;
  }
  expect(new Set(rows.map(({ name, rule }) => `${name} ${rule}`)).size).toBe(rows.length);
  return new Map(rows.flatMap(({ name, rule, score }) => (rule === "peer" ? [[name, score]] : [])));
}

const wording = {
  title: "Will the vote pass?",
  criteria: "As reported.",
  source: "The record",
  opensAt: days(-1),
  closesAt: days(30),
};

it("brief, scenario, question, forecasts, amendments, a verdict, its scores and their correction", async () => {
  const { teamId } = world.own;
  const brief = await post("lead", `/teams/${teamId}/briefs`, {
    text: "A crossing in the north\n\nA vote is due in spring.\n\nThe port waits.",
  });
  const scenario = await post("lead", `/briefs/${brief.id}/scenarios`, {
    statement: "The vote passes.",
    quote: "A vote is due in spring.",
  });
  const next = {
    text: "A crossing in the north\n\nIt is said that a vote is due.\n\nA vote is due in spring.\n\nThe port waits.",
    base: 1,
    reason: "A line was added.",
  };
  expect((await post("lead", `/briefs/${brief.id}/review`, { text: next.text })).quotes).toMatchObject([
    { scenario: scenario.id, exact: "A vote is due in spring.", fate: "unchanged" },
  ]);
  expect(await post("lead", `/briefs/${brief.id}/versions`, next)).toMatchObject({ version: 2, kept: 1, orphaned: 0 });
  expect((await get("forecaster", `/briefs/${brief.id}/versions`)).items).toMatchObject([
    { number: 2, reason: "A line was added." },
    { number: 1, reason: null },
  ]);

  const first = await post("lead", `/scenarios/${scenario.id}/questions`, { ...wording, tags: ["ferries"] });
  await post("forecaster", `/questions/${first.id}/forecasts`, { probability: 0.5 });
  const words = { title: "Will the vote pass in the first reading?", criteria: "As reported.", source: "The record" };
  await post("lead", `/questions/${first.id}/clarifications`, { ...words, reason: "Two readings were meant." });
  expect((await get("forecaster", "/notices?limit=1")).items).toMatchObject([{ kind: "amended", question: first.id }]);
  const { id: question } = await post("lead", `/questions/${first.id}/replacement`, {
    ...words,
    title: "Will the vote pass in the second reading?",
    closesAt: days(20),
    reason: "It is the second that counts.",
  });
  expect(await get("forecaster", `/questions/${first.id}`)).toMatchObject({ state: "void", successor: question });
  await post("lead", `/questions/${question}/close`, { closesAt: days(25), reason: "It was put off." });
  expect((await get("forecaster", `/questions/${question}/versions`)).items).toMatchObject([
    { number: 2, amendment: "close_moved", reason: "It was put off." },
    { number: 1, amendment: null },
  ]);

  await post("forecaster", `/questions/${question}/forecasts`, { probability: 0.8, reason: "The votes are there." });
  await post("proposer", `/questions/${question}/forecasts`, { probability: 0.3 });
  const remark = await post("proposer", `/questions/${question}/comments`, { body: "Are they?" });
  await post("forecaster", `/questions/${question}/comments`, { body: "Counted twice.", answers: remark.id });
  await post("proposer", `/scenarios/${scenario.id}/dissents`, { body: "The text takes it for given." });
  expect((await get("lead", `/scenarios/${scenario.id}/dissents`)).items).toMatchObject([
    { by: "Proposer", own: false },
  ]);

  const verdict = (outcome: string) => ({
    outcome,
    knownAt: new Date().toISOString(),
    evidence: "https://record.example/vote",
    note: "As recorded.",
  });
  const proposed = await post("proposer", `/questions/${question}/resolutions`, verdict("yes"));
  expect((await call("proposer", "POST", `/resolutions/${proposed.id}/confirmation`, {})).status).toBe(403);
  await post("lead", `/resolutions/${proposed.id}/confirmation`);
  const before = await peers("forecaster", question);
  expect([...before.keys()].sort()).toEqual(["Forecaster", "Proposer"]);
  expect(before.get("Forecaster")).toBeGreaterThan(0);
  expect((before.get("Forecaster") ?? 0) + (before.get("Proposer") ?? 0)).toBeCloseTo(0, 9);
  const old = await get("forecaster", `/questions/${question}/scores?limit=1`);
  expect([old.version, old.outcome]).toEqual([1, "yes"]);

  const { resolution } = await get("forecaster", `/questions/${question}`);
  const correction = await post("forecaster", `/questions/${question}/corrections`, {
    corrects: resolution.id,
    ...verdict("no"),
    knownAt: resolution.knownAt,
  });
  expect(await peers("forecaster", question), "until another confirms, nothing moves").toEqual(before);
  await post("lead", `/resolutions/${correction.id}/confirmation`, { note: "I saw it too." });
  const after = await peers("forecaster", question);
  expect(after.get("Forecaster")).toBeLessThan(0);
  expect((after.get("Forecaster") ?? 0) + (after.get("Proposer") ?? 0)).toBeCloseTo(0, 9);
  expect((await get("forecaster", "/notices?limit=1")).items).toMatchObject([{ kind: "corrected", question }]);
  expect((await get("forecaster", `/questions/${question}/resolutions`)).items).toMatchObject([
    { outcome: "no", corrects: 1, version: 2, own: true, decision: { verdict: "confirmed", by: "Lead" } },
    { outcome: "yes", corrects: null, version: 1, own: false },
  ]);
  const stale = await call("forecaster", "GET", `/questions/${question}/scores?limit=1&cursor=${old.next}`);
  expect([stale.status, z.looseObject({ errors: z.unknown() }).parse(stale).errors]).toMatchObject([
    400,
    [{ field: "cursor" }],
  ]);

  const again = await get("forecaster", `/questions/${question}`);
  const reopening = await post("forecaster", `/questions/${question}/corrections`, {
    corrects: again.resolution.id,
    outcome: null,
    note: "The vote was of another house.",
  });
  await post("lead", `/resolutions/${reopening.id}/confirmation`);
  expect(await get("forecaster", `/questions/${question}`)).toMatchObject({ state: "open", resolution: null });
  expect(await get("forecaster", `/questions/${question}/scores`)).toEqual({
    version: null,
    outcome: null,
    items: [],
    next: null,
  });
});

it("relations, conditionals and the nearest forecasts that break none", async () => {
  const { briefId, teamId, mark } = world.own;
  const scenarios: string[] = [];
  const questions: string[] = [];
  for (const statement of ["One of them.", "The other of them."]) {
    const { id } = await post("lead", `/briefs/${briefId}/scenarios`, { statement, quote: mark });
    scenarios.push(id);
    const asked = await post("lead", `/scenarios/${id}/questions`, { ...wording, title: statement });
    questions.push(asked.id);
    await post("forecaster", `/questions/${asked.id}/forecasts`, { probability: 0.8 });
  }
  const [one, other] = scenarios;
  const relation = await post("lead", `/briefs/${briefId}/relations`, { kind: "exclusive", scenarios });
  const path = `/scenarios/${one}/coherence`;
  const broken = await get("forecaster", path);
  expect(broken.sets).toMatchObject([
    { forecasts: [{ yours: 0.8 }, { yours: 0.8 }], violations: [{ excess: expect.closeTo(0.6, 9) }] },
  ]);
  const forecasts = broken.sets[0].forecasts.map(({ question, nearest, yours }: Record<string, unknown>) => ({
    question,
    probability: nearest,
    over: yours,
  }));
  const stale = forecasts.map((forecast: Record<string, unknown>) => ({ ...forecast, over: 0.7 }));
  expect((await call("forecaster", "POST", `/teams/${teamId}/forecasts`, { forecasts: stale })).status).toBe(409);
  expect(await post("forecaster", `/teams/${teamId}/forecasts`, { forecasts })).toEqual({ saved: 2 });
  expect((await get("forecaster", path)).sets).toEqual([]);

  const conditional = await post("lead", `/briefs/${briefId}/conditionals`, { given: one, on: other, holds: false });
  expect(await get("forecaster", `/questions/${conditional.id}`)).toMatchObject({ role: "conditional", state: "open" });
  await post("lead", `/relations/${relation.id}/withdrawal`);
  await post("lead", `/relations/${relation.id}/restoration`, { confirmDeadlines: true });
  const { items } = await get("forecaster", `/briefs/${briefId}/relations`);
  const declared = items.find(({ id }: Record<string, unknown>) => id === relation.id);
  expect(declared).toMatchObject({ state: "stands", changes: [{ act: "restored" }, { act: "withdrawn" }] });
  const wrong = await call("lead", "POST", `/briefs/${briefId}/relations`, {
    kind: "implies",
    scenarios: [one, briefId],
  });
  expect([wrong.status, wrong]).toMatchObject([422, { errors: [{ field: "scenarios" }] }]);
});
