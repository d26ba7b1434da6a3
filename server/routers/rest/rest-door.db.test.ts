import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { forgetAnswers } from "#server/identity/tokens/expire-tokens";
import { db } from "#server/platform/db";
import { newOpenQuestion } from "../../../e2e/fixtures/new-round";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { type RestServer, startRest } from "../../../e2e/fixtures/rest-server";
import { buildWorld, type World } from "../../../e2e/fixtures/world";

let world: World;
let rest: RestServer;
let token: string;

beforeAll(async () => {
  world = await buildWorld(db);
  rest = await startRest();
  token = (await newApiToken(db, world.people.lead.userId)).token;
});
afterAll(() => rest.close());

const open = async () => (await newOpenQuestion(db, world.own, world.people.proposer.userId)).questionId;
const forecast = (questionId: string, body: unknown, key?: string, by = token) =>
  rest.call(by, "POST", `/questions/${questionId}/forecasts`, {
    body,
    headers: key === undefined ? {} : { "idempotency-key": key },
  });
const said = async (questionId: string) => db.forecast.count({ where: { questionId } });

it("one key counts once, however many calls with it come at once, and later ones get the first answer", async () => {
  const questionId = await open();
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => forecast(questionId, { probability: 0.4 }, key)));
  expect(await said(questionId)).toBe(1);
  const made = answers.filter(({ status }) => status === 201);
  expect(new Set(made.map(({ text }) => text)).size).toBe(1);
  for (const { status, text, headers } of answers.filter(({ status }) => status !== 201)) {
    expect([status, JSON.parse(text).type]).toEqual([409, "/api/v1/docs#idempotency-key-in-use"]);
    expect(headers.get("retry-after")).toBe("1");
  }
  const again = await forecast(questionId, { probability: 0.4 }, key);
  expect([again.status, again.text, again.headers.get("idempotency-replayed")]).toEqual([201, made[0]?.text, "true"]);
  expect(await said(questionId)).toBe(1);
});

it("a key stands for one call; a refused one leaves it free; after a day it is forgotten", async () => {
  const questionId = await open();
  const key = randomUUID();
  expect((await forecast(questionId, { probability: 7 }, key)).status).toBe(422);
  expect((await forecast(questionId, { probability: 0.7 }, key)).status).toBe(201);
  const other = await forecast(questionId, { probability: 0.8 }, key);
  expect([other.status, JSON.parse(other.text).type]).toEqual([422, "/api/v1/docs#idempotency-key-reused"]);
  await db.storedAnswer.updateMany({ where: { key }, data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
  await forgetAnswers();
  expect((await forecast(questionId, { probability: 0.8 }, key)).status).toBe(201);
  expect(await said(questionId)).toBe(2);
});

it("another token is not answered with what the first one was, and whoever lost the right is not either", async () => {
  const questionId = await open();
  const key = randomUUID();
  const first = await forecast(questionId, { probability: 0.3 }, key);
  const second = await newApiToken(db, world.people.forecaster.userId);
  const others = await forecast(questionId, { probability: 0.3 }, key, second.token);
  expect([others.status, others.headers.get("idempotency-replayed")]).toEqual([201, null]);
  expect(others.text).not.toBe(first.text);
  await db.apiToken.update({ where: { id: second.id }, data: { scopes: ["READ"] } });
  expect((await forecast(questionId, { probability: 0.3 }, key, second.token)).status).toBe(403);
});

it("a key that cannot be one, a body that is none, and fields that there are not, are refused by name", async () => {
  const questionId = await open();
  const errors = async (answer: ReturnType<typeof forecast>) => {
    const { status, text } = await answer;
    return [status, JSON.parse(text).errors?.map(({ field }: { field: string }) => field)];
  };
  expect(await errors(forecast(questionId, { probability: 0.5 }, "x".repeat(256)))).toEqual([400, ["Idempotency-Key"]]);
  expect(await errors(forecast(questionId, '{"probability": 0.5'))).toEqual([400, undefined]);
  expect(await errors(forecast(questionId, { probability: "0.5" }))).toEqual([422, ["probability"]]);
  expect(await errors(forecast(questionId, { probability: 0.5, probabilty: 1, reason: 2 }))).toEqual([
    422,
    ["reason", "probabilty"],
  ]);
  expect(await errors(forecast(questionId, { probability: 0.5, reason: "\u0000" }))).toEqual([422, ["reason"]]);
  expect(await errors(forecast(questionId, { probabilities: [0.5, 0.5] }))).toEqual([422, ["probabilities"]]);
  expect(await errors(rest.call(token, "GET", `/teams/${world.own.teamId}/questions?stat=open&limit=0`))).toEqual([
    400,
    ["limit", "stat"],
  ]);
  expect(await errors(rest.call(token, "GET", "/teams?cursor=nonsense"))).toEqual([400, ["cursor"]]);
  expect(await said(questionId)).toBe(0);
});

it("a scenario that says nothing is refused by name, wherever its words stand", async () => {
  const { briefId, text, mark } = world.own;
  const body = { statement: " ", quote: mark, start: text.indexOf(mark) };
  const { token: leads } = await newApiToken(db, world.people.lead.userId);
  const { status, text: said } = await rest.call(leads, "POST", `/briefs/${briefId}/scenarios`, { body });
  expect([status, JSON.parse(said).errors?.map(({ field }: { field: string }) => field)]).toEqual([422, ["statement"]]);
});

it("says what is wrong with a call in the words of HTTP", async () => {
  const path = `/questions/${await open()}/forecasts`;
  const refused = async (method: string, sent: Parameters<RestServer["call"]>[3], by: string | null = token) => {
    const { status, headers } = await rest.call(by, method, path, sent);
    const get = (name: string) => headers.get(name);
    return [status, get("allow") ?? get("www-authenticate") ?? get("accept-post")];
  };
  expect(await refused("DELETE", {})).toEqual([405, "GET, POST, HEAD"]);
  expect(await refused("GET", {}, null)).toEqual([401, 'Bearer realm="Bellwether"']);
  expect(await refused("GET", {}, "bw_no")).toEqual([401, 'Bearer realm="Bellwether", error="invalid_token"']);
  expect(await refused("POST", { body: "a=1", headers: { "content-type": "text/plain" } })).toEqual([
    415,
    "application/json",
  ]);
  expect(await refused("POST", { body: JSON.stringify({ reason: "x".repeat(300_000) }) })).toEqual([413, null]);
  expect((await rest.call(token, "GET", path, { headers: { accept: "image/png" } })).status).toBe(406);
  expect((await rest.call(token, "GET", "/no-such-thing")).status).toBe(404);
});

it("a session is no token here: cookies are not looked at", async () => {
  const { status } = await rest.call(null, "GET", "/me", { headers: { cookie: "next-auth.session-token=x" } });
  expect(status).toBe(401);
});

it("a token in an address or a cookie is refused, also beside one in its place, and is not said again", async () => {
  const elsewhere = [
    ["GET", `/me?access_token=${token}`, {}],
    ["GET", `/me?${token}`, {}],
    ["GET", `/me?x=${encodeURIComponent(token).replace("bw_", "%62w_")}`, {}],
    ["GET", `/teams/${world.own.teamId}/events?token=${token}`, {}],
    ["POST", `/teams/${world.own.teamId}/briefs/file?name=${token}`, {}],
    ["GET", "/me", { cookie: `token=${token}` }],
  ] as const;
  for (const [method, path, headers] of elsewhere)
    for (const by of [token, null]) {
      const { status, text } = await rest.call(by, method, path, { headers });
      expect([path, status]).toEqual([path, 400]);
      expect(text).not.toContain(token);
    }
});

it("an answer that the caller has is not sent again", async () => {
  const path = `/questions/${await open()}`;
  const first = await rest.call(token, "GET", path);
  const etag = first.headers.get("etag") ?? "";
  const second = await rest.call(token, "GET", path, { headers: { "if-none-match": etag } });
  expect([second.status, second.text]).toEqual([304, ""]);
  expect(Object.fromEntries(first.headers)).toMatchObject({
    "cache-control": "private, no-store",
    vary: "Authorization, Accept",
    "x-content-type-options": "nosniff",
  });
});

it("counts what a token does in a minute, reads and writes apart", async () => {
  const narrow = await startRest({ read: 3, write: 1 });
  const mine = (await newApiToken(db, world.people.lead.userId)).token;
  const left = async (method: string, path: string) => {
    const { status, headers } = await narrow.call(mine, method, path, method === "POST" ? { body: {} } : {});
    return [status, headers.get("ratelimit-policy"), headers.get("ratelimit")?.replace(/;t=\d+$/, "")];
  };
  const policy = '"read";q=3;w=60';
  for (const r of [2, 1, 0]) expect(await left("GET", "/me")).toEqual([200, policy, `"read";r=${r}`]);
  for (const _ of [1, 2]) expect(await left("GET", "/me")).toEqual([429, policy, '"read";r=0']);
  const { headers } = await narrow.call(mine, "GET", "/me");
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  const write = `/questions/${await open()}/publish`;
  expect(await left("POST", write)).toEqual([409, '"write";q=1;w=60', '"write";r=0']);
  expect((await left("POST", write))[0]).toBe(429);
  narrow.close();
});

const Page = z.object({ items: z.array(z.looseObject({})), next: z.string().nullable() });

it("questions are narrowed to what is asked for", async () => {
  const { teamId, questions } = world.own;
  const ids = async (query: string) => {
    const { text } = await rest.call(token, "GET", `/teams/${teamId}/questions?limit=200&${query}`);
    return Page.parse(JSON.parse(text)).items.map(({ id }) => id);
  };
  expect(await ids("state=closed")).toContain(questions.CLOSED.questionId);
  expect(await ids("state=open")).not.toContain(questions.CLOSED.questionId);
  expect(await ids("state=draft")).toEqual([questions.DRAFT.questionId]);
  expect(await ids(`scenario=${questions.VOID.scenarioId}`)).toEqual([questions.VOID.questionId]);
  expect(await ids("type=numeric")).toEqual([]);
  const observer = (await newApiToken(db, world.people.observer.userId)).token;
  const { text } = await rest.call(observer, "GET", `/teams/${teamId}/questions?state=draft`);
  expect(JSON.parse(text)).toEqual({ items: [], next: null });
});

it("an administrator who owes one-time codes is told what to do, and acts by no token until it is done", async () => {
  const { admin } = world.people;
  const { token: old } = await newApiToken(db, admin.userId);
  expect((await rest.call(old, "GET", "/me")).status).toBe(200);
  await db.organisation.updateMany({ data: { adminsUseCodes: true } });
  const refused = await rest.call(old, "GET", "/me");
  expect([refused.status, refused.headers.get("content-type")]).toEqual([403, "application/problem+json"]);
  expect(JSON.parse(refused.text)).toMatchObject({
    type: "/api/v1/docs#forbidden",
    detail: expect.stringContaining("Set yours up on your account's page"),
  });
  expect((await rest.call(token, "GET", "/me")).status, "a lead owes none").toBe(200);
  await db.organisation.updateMany({ data: { adminsUseCodes: false } });
  expect((await rest.call(old, "GET", "/me")).status).toBe(200);
});
