import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { db } from "#server/platform/db";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { type RestServer, startRest } from "../../../e2e/fixtures/rest-server";
import { buildWorld, type World } from "../../../e2e/fixtures/world";

let world: World;
let rest: RestServer;
const tokens = { lead: "", forecaster: "", admin: "" };

beforeAll(async () => {
  world = await buildWorld(db);
  rest = await startRest();
  for (const role of ["lead", "forecaster", "admin"] as const)
    tokens[role] = (await newApiToken(db, world.people[role].userId)).token;
});
afterAll(() => rest.close());

const Made = z.looseObject({ id: z.uuid() });
const DAY = 86_400_000;
const days = (from: number) => `${new Date(Date.now() + from * DAY).toISOString().slice(0, 19)}Z`;

async function post(by: keyof typeof tokens, path: string, body: unknown) {
  const { status, text, headers } = await rest.call(tokens[by], "POST", path, { body });
  expect(status, text).toBe(201);
  return { ...Made.parse(JSON.parse(text)), location: headers.get("location") };
}
async function get(by: keyof typeof tokens, path: string) {
  const { status, text } = await rest.call(tokens[by], "GET", path);
  expect(status, text).toBe(200);
  return JSON.parse(text);
}

/** A distribution over 200 equal buckets, so thin at the ends that it can be recorded. */
const cdf = Array.from({ length: 201 }, (_, i) => 0.001 + (0.998 * i) / 200);

it("from a text to a score by REST alone, with questions of every type, in the words of world files", async () => {
  const { teamId } = world.own;
  const brief = await post("lead", `/teams/${teamId}/briefs`, {
    title: "A crossing in the north",
    text: "A crossing in the north\n\nTalks resumed in March. A vote is due in spring.\n\nThe port waits.",
  });
  expect(brief.location).toBe(`/api/v1/briefs/${brief.id}`);
  const read = await get("forecaster", `/briefs/${brief.id}`);
  expect(read.passages.map(({ text }: { text: string }) => text)).toEqual([
    "Talks resumed in March. A vote is due in spring.",
    "The port waits.",
  ]);
  const scenario = await post("lead", `/briefs/${brief.id}/scenarios`, {
    statement: "The vote passes.",
    quote: "A vote is due in spring.",
  });
  const wording = {
    title: "Will it?",
    criteria: "As reported.",
    source: "The record",
    opensAt: days(-3),
    closesAt: days(30),
  };
  const kinds = [
    {
      asked: { type: "binary" },
      said: { probability: 0.7, low: 0.6, high: 0.8, confidence: 0.9 },
      outcome: "yes",
    },
    {
      asked: { type: "multiple_choice", options: ["north", "south", "Other"] },
      said: { probabilities: [0.5, 0.3, 0.2] },
      outcome: "south",
    },
    {
      asked: { type: "numeric", range: { min: 0, max: 100, openUpper: true, unit: "%" } },
      said: { quantiles: { "0.05": 10, "0.5": 30, "0.95": 70 } },
      outcome: "above",
    },
    {
      asked: { type: "numeric", range: { min: 0, max: 100, openLower: true, openUpper: true } },
      said: { cdf },
      outcome: 42,
    },
    {
      asked: { type: "date", range: { min: "2027-01-01T00:00:00Z", max: "2030-01-01T00:00:00Z", openUpper: true } },
      said: {
        quantiles: { "0.05": "2027-03-01T00:00:00Z", "0.5": "2028-01-01T00:00:00Z", "0.95": "2029-06-01T00:00:00Z" },
      },
      outcome: "2028-05-05T00:00:00Z",
    },
  ];
  for (const [i, { asked, said, outcome }] of kinds.entries()) {
    const role = i === 0 ? "headline" : "indicator";
    const { id } = await post("lead", `/scenarios/${scenario.id}/questions`, { ...wording, ...asked, role });
    await post("forecaster", `/questions/${id}/forecasts`, { ...said, reason: "As it looks." });
    const question = await get("forecaster", `/questions/${id}`);
    expect(question).toMatchObject({ ...asked, role, state: "open", crowd: { count: 1, early: false } });
    const { low: _low, high: _high, confidence: _confidence, ...value } = { low: 0, high: 0, confidence: 0, ...said };
    expect(question.own).toMatchObject(value);
    const { items } = await get("lead", `/questions/${id}/forecasts`);
    expect(items).toMatchObject([{ kind: "forecast", ...said, reason: "As it looks.", version: 1 }]);
    const proposal = await post("forecaster", `/questions/${id}/resolutions`, {
      outcome,
      knownAt: days(-1),
      evidence: "https://record.example/evidence",
    });
    const confirmed = await rest.call(tokens.lead, "POST", `/resolutions/${proposal.id}/confirmation`, { body: {} });
    expect(confirmed.status, confirmed.text).toBe(200);
    expect(await get("lead", `/questions/${id}`)).toMatchObject({ state: "resolved", resolution: { outcome } });
    const history = await get("forecaster", `/questions/${id}/resolutions`);
    expect(history.items).toMatchObject([{ outcome, own: true, decision: { verdict: "confirmed" }, version: 1 }]);
  }
  const board = await get("lead", `/teams/${teamId}/leaderboard?brief=${brief.id}&questions=0`);
  expect(board.questions).toHaveLength(kinds.length);
});

it("nobody confirms a verdict of their own, by a token neither", async () => {
  const { questionId } = world.own.questions.CLOSED;
  const proposal = await post("lead", `/questions/${questionId}/resolutions`, {
    outcome: "no",
    knownAt: days(-1),
    evidence: "https://record.example/evidence",
  });
  const path = `/resolutions/${proposal.id}/confirmation`;
  const { status } = await rest.call(tokens.lead, "POST", path, { body: {} });
  expect([403, 409]).toContain(status);
  expect((await get("lead", `/questions/${questionId}`)).state).toBe("proposed");
});

it("the rationale is read as a document or as Markdown, an export as a file", async () => {
  const path = `/scenarios/${world.own.questions.OPEN.scenarioId}/rationale`;
  expect(await get("lead", path)).toMatchObject({ text: { type: "doc" } });
  const markdown = await rest.call(tokens.lead, "GET", path, { headers: { accept: "text/markdown" } });
  expect([markdown.status, markdown.headers.get("content-type")]).toEqual([200, "text/markdown; charset=utf-8"]);
  const file = await rest.call(tokens.lead, "GET", `/teams/${world.own.teamId}/export`);
  expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename=".+-world\.json"/);
  expect(JSON.parse(file.text)).toMatchObject({ format: "bellwether-world/1" });
  expect(await db.auditEntry.count({ where: { action: "world.export", teamId: world.own.teamId } })).toBe(1);
});
