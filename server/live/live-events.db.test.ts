import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { Actor } from "#core/permissions";
import { submitForecast } from "#server/forecasts/submit-forecast";
import { startSealer } from "#server/ledger/sealer";
import { liveBus } from "#server/live/bus";
import { type LiveEvent, liveEvents } from "#server/live/live-events";
import { db, pool } from "#server/platform/db";
import { addComment } from "#server/questions/add-comment";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;
const open = () => questionFixture({ opensAt: new Date(Date.now() - DAY), closesAt: new Date(Date.now() + DAY) });
const on = (q: QuestionFixture) => ({ id: q.questionId, teamId: q.teamId });

let sealer: { stop(): Promise<void> };
beforeAll(async () => {
  sealer = await startSealer();
  await liveBus.start();
});
afterAll(async () => {
  await sealer.stop();
  await liveBus.stop();
});

/** Waits for a condition, also where many others want the machine. */
const eventually = (check: () => void | Promise<void>, interval = 20) =>
  vi.waitFor(check, { timeout: 60_000, interval });

/** A browser: hears, can lose its connection and come back with the last id it saw. */
class Listener {
  heard: LiveEvent[] = [];
  failure: unknown = null;
  #connection = new AbortController();
  #done: Promise<void> = Promise.resolve();
  constructor(
    private actor: Actor | null,
    private after: number = liveBus.last,
  ) {
    listeners.push(this);
    this.connect();
  }
  connect() {
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    const after = this.heard.at(-1)?.position ?? this.after;
    const stream = liveEvents({ recheck: async () => this.actor, after, since: null, signal });
    this.#done = (async () => {
      for await (const event of stream) if (!signal.aborted) this.heard.push(event);
    })().catch((error) => {
      this.failure = error;
    });
  }
  async disconnect() {
    this.#connection.abort();
    await this.#done;
  }
  become(actor: Actor | null) {
    this.actor = actor;
  }
}
const listeners: Listener[] = [];
afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.disconnect();
});

const sealed = () =>
  eventually(async () => {
    const { rows } = await pool.query(`SELECT FROM "JournalEntry" WHERE "position" IS NULL`);
    expect(rows).toEqual([]);
  });
const heardOf = (listener: Listener) => listener.heard.map(({ recordId }) => recordId);

it("nothing is lost and nothing comes twice, however often the connection breaks", async () => {
  const q = await open();
  const listener = new Listener(await q.person("OBSERVER"));
  const people = await Promise.all(Array.from({ length: 6 }, () => q.person("FORECASTER")));
  const made: string[] = [];
  const writing = Promise.all(
    people.map(async (actor) => {
      for (let i = 0; i < 8; i++) {
        made.push((await submitForecast({ actor, question: on(q) }, { probability: 0.5 })).forecastId);
      }
    }),
  );
  let breaks = 0;
  void writing.then(() => {
    breaks = Number.NaN;
  });
  while (!Number.isNaN(breaks)) {
    const seen = listener.heard.length;
    await Promise.race([writing, eventually(() => expect(listener.heard.length).toBeGreaterThan(seen), 2)]);
    await listener.disconnect();
    listener.connect();
    breaks++;
  }
  await writing;
  await eventually(() => expect(listener.heard).toHaveLength(48));
  expect(heardOf(listener).toSorted()).toEqual(made.toSorted());
  const positions = listener.heard.map(({ position }) => position);
  expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
});

it("a reader who comes back after the memory has moved on reads the journal", async () => {
  const q = await open();
  const actor = await q.person("FORECASTER");
  const before = liveBus.last;
  await submitForecast({ actor, question: on(q) }, { probability: 0.5 });
  await sealed();
  const listener = new Listener(actor, -1);
  await eventually(() => expect(listener.heard.at(-1)?.position).toBeGreaterThan(before));
  expect(new Set(listener.heard.map(({ teamId }) => teamId))).toEqual(new Set([q.teamId]));
});

it("before reveal another's forecast and comment make no event; one's own do; after reveal they do", async () => {
  const q = await open();
  await db.question.update({ where: { id: q.questionId }, data: { revealPolicy: "AFTER_FORECAST" } });
  const [author, blind, observer, leader] = [
    await q.person("FORECASTER"),
    await q.person("FORECASTER"),
    await q.person("OBSERVER"),
    await q.person("OBSERVER", "LEADER"),
  ];
  const own = new Listener(author);
  const others = [new Listener(blind), new Listener(observer), new Listener(leader)];
  const { forecastId } = await submitForecast({ actor: author, question: on(q) }, { probability: 0.37 });
  const { commentId } = await addComment({ actor: author, question: on(q) }, { body: "I say 37" });
  await eventually(() => expect(heardOf(own)).toEqual([forecastId, commentId]));

  const first = await submitForecast({ actor: blind, question: on(q) }, { probability: 0.6 });
  const second = await submitForecast({ actor: author, question: on(q) }, { probability: 0.38 });
  await eventually(() => expect(heardOf(own)).toEqual([forecastId, commentId, first.forecastId, second.forecastId]));
  await eventually(() => expect(others.map(heardOf)).toEqual([[first.forecastId, second.forecastId], [], []]));
  expect(JSON.stringify(own.heard)).not.toMatch(/(?<!\d)0\.3(?!\d)/);
});

it("a blind round is silent for everybody but its authors", async () => {
  const q = await open();
  await db.question.update({
    where: { id: q.questionId },
    data: { revealPolicy: "AFTER_ROUND", revealAt: new Date(Date.now() + DAY / 2) },
  });
  const author = await q.person("FORECASTER");
  const own = new Listener(author);
  const silent = await Promise.all(
    (["FORECASTER", "LEAD", "OBSERVER"] as const).map(async (role) => new Listener(await q.person(role))),
  );
  const { forecastId } = await submitForecast({ actor: author, question: on(q) }, { probability: 0.37 });
  await eventually(() => expect(heardOf(own)).toEqual([forecastId]));
  expect(silent.map(heardOf)).toEqual([[], [], []]);
});

it("another team hears nothing, and neither does somebody who has left", async () => {
  const [q, other] = [await open(), await open()];
  const author = await q.person("FORECASTER");
  const outsider = new Listener(await other.person("LEAD"));
  const leaving = await q.person("OBSERVER");
  const left = new Listener(leaving);
  const first = await submitForecast({ actor: author, question: on(q) }, { probability: 0.4 });
  await eventually(() => expect(heardOf(left)).toEqual([first.forecastId]));
  left.become({ ...leaving, memberships: [] });
  const stays = new Listener(author);
  const second = await submitForecast({ actor: author, question: on(q) }, { probability: 0.5 });
  await eventually(() => expect(heardOf(stays)).toEqual([second.forecastId]));
  expect(heardOf(left)).toEqual([first.forecastId]);
  expect(heardOf(outsider)).toEqual([]);
});

it("a stream ends when its session does", async () => {
  const q = await open();
  const author = await q.person("FORECASTER");
  const listener = new Listener(author);
  listener.become(null);
  await submitForecast({ actor: author, question: on(q) }, { probability: 0.4 });
  await eventually(() => expect(listener.failure).toMatchObject({ code: "NOT_SIGNED_IN" }));
  expect(listener.heard).toEqual([]);
});

it("a lost LISTEN connection comes back and catches up", async () => {
  const q = await open();
  const author = await q.person("FORECASTER");
  const listener = new Listener(author);
  const { rows } = await pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'bellwether live'`,
  );
  expect(rows).toHaveLength(1);
  const { forecastId } = await submitForecast({ actor: author, question: on(q) }, { probability: 0.4 });
  await eventually(() => expect(heardOf(listener)).toEqual([forecastId]));
});
