import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { Actor } from "#core/permissions";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { startSealer } from "#server/ledger/sealer";
import { liveBus } from "#server/live/bus";
import { db, pool } from "#server/platform/db";
import { addComment } from "#server/questions/add-comment";
import { eventStream, MOST_STREAMS } from "#server/routers/rest/event-stream";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";
import { EventListener } from "../../../e2e/fixtures/event-listener";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { type RestServer, startRest } from "../../../e2e/fixtures/rest-server";

/** The feed of the pages, heard by a token. */
const DAY = 86_400_000;
const LIMIT = 5000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

let rest: RestServer;
let sealer: { stop(): Promise<void> };
beforeAll(async () => {
  rest = await startRest();
  sealer = await startSealer();
});
const listeners: EventListener[] = [];
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.disconnect()));
});
afterAll(async () => {
  await sealer.stop();
  await liveBus.stop();
  rest.close();
});

const eventually = (check: () => void | Promise<void>, interval = 20) =>
  vi.waitFor(check, { timeout: 60_000, interval });
const openQuestion = () => questionFixture({ opensAt: ago(1), closesAt: ago(-1) });
const on = (q: QuestionFixture) => ({ id: q.questionId, teamId: q.teamId });
const path = ({ teamId }: { teamId: string }) => `/teams/${teamId}/events`;

async function listen(q: { teamId: string }, { userId }: Actor): Promise<EventListener & { tokenId: string }> {
  const { id: tokenId, token } = await newApiToken(db, userId, { scopes: ["read"] });
  const listener = await new EventListener(`${rest.url}/api/v1${path(q)}`, token).connect();
  listeners.push(listener);
  expect(listener.status).toBe(200);
  await eventually(() => expect(listener.lastId).not.toBeNull());
  return Object.assign(listener, { tokenId });
}

it("nothing is lost and nothing comes twice, however often the connection breaks", async () => {
  const q = await openQuestion();
  const listener = await listen(q, await q.person("OBSERVER"));
  const people = await Promise.all(Array.from({ length: 4 }, () => q.person("FORECASTER")));
  const made: string[] = [];
  let writing = true;
  const written = Promise.all(
    people.map(async (actor) => {
      for (let i = 0; i < 8; i++)
        made.push((await submitForecast({ actor, question: on(q) }, { probability: 0.5 })).forecastId);
    }),
  ).finally(() => {
    writing = false;
  });
  for (let breaks = 0; writing || breaks < 3; breaks++) {
    const before = listener.heard.length;
    await Promise.race([written, eventually(() => expect(listener.heard.length).toBeGreaterThan(before), 2)]);
    await listener.disconnect();
    await listener.connect();
  }
  await written;
  await eventually(() => expect(listener.heard).toHaveLength(made.length));
  expect(listener.records.toSorted()).toEqual(made.toSorted());
});

it("before reveal another's forecast and comment leave no trace in the stream; one's own do, and others' do after", async () => {
  const q = await openQuestion();
  await db.question.update({ where: { id: q.questionId }, data: { revealPolicy: "AFTER_FORECAST" } });
  const [author, blind] = [await q.person("FORECASTER"), await q.person("FORECASTER")];
  const silent = await Promise.all([
    listen(q, blind),
    listen(q, await q.person("OBSERVER")),
    listen(q, await q.person("OBSERVER", "LEADER")),
    listen(q, await q.person("OBSERVER", "ADMIN")),
  ]);
  const own = await listen(q, author);
  const begun = silent.map(({ said }) => said);
  const { forecastId } = await submitForecast({ actor: author, question: on(q) }, { probability: 0.3719 });
  const { commentId } = await addComment({ actor: author, question: on(q) }, { body: "I say 37" });
  await eventually(() => expect(own.records).toEqual([forecastId, commentId]));
  const first = await submitForecast({ actor: blind, question: on(q) }, { probability: 0.6 });
  await eventually(() => expect(silent[0]?.records).toEqual([first.forecastId]));
  expect(silent.slice(1).map(({ said }) => said)).toEqual(begun.slice(1));
  for (const { said } of silent) {
    expect(said).not.toContain(forecastId);
    expect(said).not.toContain(commentId);
  }
  const second = await submitForecast({ actor: author, question: on(q) }, { probability: 0.38 });
  await eventually(() => expect(silent[0]?.records).toEqual([first.forecastId, second.forecastId]));
  expect(own.said + silent[0]?.said).not.toMatch(/(?<!\d)0\.[36](?!\d)|say 37/);
});

it("ids do not count what one may not hear of, and are no id in another team", async () => {
  const [q, other] = [await openQuestion(), await openQuestion()];
  const person = await q.person("OBSERVER");
  const [one, two] = [await listen(q, person), await listen(q, person)];
  const lengths = new Set([one, two].map(({ lastId }) => lastId?.length));
  expect([one.lastId === two.lastId, lengths.size]).toEqual([false, 1]);
  const { token } = await newApiToken(db, (await other.person("LEAD")).userId);
  for (const id of [one.lastId ?? "", "17", "x".repeat(300), "A".repeat(48)]) {
    const { status, text } = await rest.call(token, "GET", path(other), { headers: { "last-event-id": id } });
    expect([status, JSON.parse(text).errors[0].field]).toEqual([400, "last-event-id"]);
  }
});

it("another team's events are not heard, whatever else one reads", async () => {
  const [q, other] = [await openQuestion(), await openQuestion()];
  const admin = await q.person("OBSERVER", "ADMIN");
  const [here, there] = [await listen(q, admin), await listen(other, admin)];
  const first = await submitForecast({ actor: await q.person("FORECASTER"), question: on(q) }, { probability: 0.4 });
  const second = await submitForecast(
    { actor: await other.person("FORECASTER"), question: on(other) },
    { probability: 0.5 },
  );
  await eventually(() => expect([here.records, there.records]).toEqual([[first.forecastId], [second.forecastId]]));
});

it("a stream ends within five seconds of its token's end, its person's, or that of their reading the team", async () => {
  const q = await openQuestion();
  const ends = {
    revoked: ({ tokenId }: { tokenId: string }, { userId }: Actor) =>
      pool.query(`UPDATE "ApiToken" SET "revokedAt" = now(), "revokedById" = $2 WHERE "id" = $1`, [tokenId, userId]),
    "past its time": ({ tokenId }: { tokenId: string }) =>
      pool.query(`UPDATE "ApiToken" SET "expiresAt" = clock_timestamp() WHERE "id" = $1`, [tokenId]),
    "whose maker is disabled": (_: unknown, { userId }: Actor) =>
      pool.query(`UPDATE "User" SET "disabledAt" = now() WHERE "id" = $1`, [userId]),
    "whose maker has left the team": (_: unknown, { memberships }: Actor) =>
      pool.query(`UPDATE "Member" SET "leftAt" = now() WHERE "id" = $1`, [memberships[0]?.memberId]),
  };
  const stays = await listen(q, await q.person("FORECASTER"));
  const times = await Promise.all(
    Object.entries(ends).map(async ([what, end]) => {
      const person = await q.person("FORECASTER");
      const listener = await listen(q, person);
      const began = performance.now();
      await end(listener, person);
      await listener.ended;
      expect(listener.said, what).toMatch(/\nevent: end\ndata: \{"reason":"token"\}\n\n$/);
      expect((await listener.connect()).status, what).toBe(what.includes("left") ? 404 : 401);
      return { what, milliseconds: Math.round(performance.now() - began) };
    }),
  );
  console.log(
    `ends of event streams: ${times.map(({ what, milliseconds }) => `${what} ${milliseconds} ms`).join(", ")}`,
  );
  expect(times.filter(({ milliseconds }) => milliseconds > LIMIT)).toEqual([]);
  const { forecastId } = await submitForecast(
    { actor: await q.person("FORECASTER"), question: on(q) },
    { probability: 0.4 },
  );
  await eventually(() => expect(stays.records).toEqual([forecastId]));
});

it("a token holds so many streams and no more; one that is let go makes room", async () => {
  const q = await openQuestion();
  const { token } = await newApiToken(db, (await q.person("OBSERVER")).userId);
  const more = () => new EventListener(`${rest.url}/api/v1${path(q)}`, token).connect();
  const held = await Promise.all(Array.from({ length: MOST_STREAMS }, more));
  listeners.push(...held);
  expect(held.map(({ status }) => status)).toEqual(held.map(() => 200));
  // Refused, asked for their heads alone, or with a wrong id: none of these takes a place for good.
  const refused = await rest.call(token, "GET", path(q));
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "10"]);
  await held[0]?.disconnect();
  for (let i = 0; i < 2 * MOST_STREAMS; i++) {
    await eventually(async () => expect((await rest.call(token, "HEAD", path(q))).status).toBe(200));
    await eventually(async () =>
      expect((await rest.call(token, "GET", path(q), { headers: { "last-event-id": "no" } })).status).toBe(400),
    );
  }
  await eventually(async () => {
    const again = await more();
    listeners.push(again);
    expect(again.status).toBe(200);
  });
});

it("where nothing happens a line of life carries an id that can be gone on from", async () => {
  const q = await openQuestion();
  const { id: tokenId, token } = await newApiToken(db, (await q.person("OBSERVER")).userId);
  const gone = new AbortController();
  const asked = { tokenId, teamId: q.teamId, lastEventId: undefined, signal: gone.signal, tell: () => null, beat: 30 };
  const said: string[] = [];
  for await (const piece of await eventStream(asked)) if (said.push(piece) === 3) break;
  gone.abort();
  for (const piece of said.slice(1)) expect(piece).toMatch(/^id: [\w-]{48}\n:\n\n$/);
  const { forecastId } = await submitForecast(
    { actor: await q.person("FORECASTER"), question: on(q) },
    { probability: 0.4 },
  );
  const listener = new EventListener(`${rest.url}/api/v1${path(q)}`, token);
  listeners.push(listener);
  listener.lastId = /id: (.+)/.exec(said[2] ?? "")?.[1] ?? "";
  await listener.connect();
  await eventually(() => expect(listener.records).toEqual([forecastId]));
});

it("is kept by nobody on its way", async () => {
  const q = await openQuestion();
  const { headers } = await listen(q, await q.person("OBSERVER"));
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "text/event-stream",
    "cache-control": "private, no-store, no-transform",
    vary: "Authorization, Accept",
  });
});
