import { globSync } from "node:fs";
import { createDecoder, readVarString, readVarUint } from "lib0/decoding";
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from "lib0/encoding";
import { type Actor, can } from "#core/permissions";
import { helloToken, RATIONALE_SCHEMA, rationaleName } from "#core/rationale";
import { socketOf } from "./collab/editor";
import { addDeputy } from "./fixtures/deputy";
import { newApiToken } from "./fixtures/new-token";
import { pageTable } from "./fixtures/page-table";
import { expect, test } from "./fixtures/server";
import { cookieOf } from "./fixtures/sessions";
import { buildWorld, ROLES, type TeamWorld, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";
import type { Person } from "./fixtures/world-people";

/**
 * The doors beside pages, procedures and REST, by every role about its own and a foreign team: event streams, document
 * sockets, uploads. And every kind of key at the doors that it does not open: a token is no session, a session no token.
 */
test.use({ world: "empty" });

const CALLERS = [...ROLES, "deputy", "outsider", "disabled", "not signed in"] as const;
type Caller = (typeof CALLERS)[number];
const TEAMS = ["own", "foreign"] as const;

let world: World;
let people: Record<Exclude<Caller, "not signed in">, Person>;
const cookies = new Map<Caller, string>();
let token: string;

test.beforeAll(async ({ server }) => {
  await inDatabase(server.databaseUrl, async (db) => {
    world = await buildWorld(db);
    people = { ...world.people, deputy: await addDeputy(db, world) };
    token = (await newApiToken(db, people.lead.userId)).token;
  });
  for (const caller of CALLERS) cookies.set(caller, caller === "not signed in" ? "" : await cookieOf(people[caller]));
});

const actorOf = (caller: Caller): Actor | null =>
  caller === "disabled" || caller === "not signed in" ? null : people[caller];
const cookie = (caller: Caller) => cookies.get(caller) ?? "";

/** Files that open a door, and what asks them by role. A new one without a line here fails. */
const DOORS: Readonly<Record<string, string>> = {
  "app/api/auth/[...nextauth]/route.ts": "e2e/identity.spec.ts: it is how one comes in",
  "app/api/enter/[way]/route.ts": "e2e/doors.spec.ts: it is how one comes in",
  "app/api/exchange/upload/route.ts": "here",
  "server/calls.ts": "server/routers/matrix.db.test.ts, its streams here",
  "server/collab/door.ts": "here",
  "server/evidence-door.ts": "here",
  "server/issuer-door.ts": "e2e/issuer.spec.ts: hears an issuer by its signature, whoever calls",
  "server/report-door.ts": "takes reports of blocked scripts from anybody and gives nothing",
  "server/rest-door.ts": "server/routers/rest/rest-matrix.db.test.ts",
  "server/health.ts": "open to anybody: says whether the server is up",
  "server/pages.ts": "e2e/pages.spec.ts",
};

test("every door is one that is asked by role", () => {
  const files = globSync(["app/api/**/route.ts", "server/*-door.ts", "server/**/door.ts"]);
  const known = Object.keys(DOORS);
  expect(
    files.filter((file) => !known.includes(file)),
    "say in DOORS what asks it",
  ).toEqual([]);
  expect(known.filter((file) => globSync(file.replaceAll(/[[\]]/g, "?")).length === 0)).toEqual([]);
});

/** What a document connection answers to being asked for one document: the scope, or null for a refusal; and all it said. */
async function knock(url: string, caller: Caller, scenarioId: string): Promise<{ scope: string | null; said: string }> {
  const Socket = socketOf(cookie(caller) || null);
  const socket = new Socket(url.replace("http", "ws"));
  const heard: Buffer[] = [];
  const answer = Promise.withResolvers<string | null>();
  socket.on("unexpected-response", (_request, response) => {
    answer.resolve(null);
    response.resume();
  });
  socket.on("close", () => answer.resolve(null));
  socket.on("message", (data: Buffer) => {
    heard.push(data);
    const decoder = createDecoder(new Uint8Array(data));
    readVarString(decoder);
    if (readVarUint(decoder) !== 2) return;
    const kind = readVarUint(decoder);
    answer.resolve(kind === 2 ? readVarString(decoder) : null);
  });
  socket.on("open", () => {
    const encoder = createEncoder();
    writeVarString(encoder, rationaleName(scenarioId));
    writeVarUint(encoder, 2);
    writeVarUint(encoder, 0);
    writeVarString(encoder, helloToken({ schema: RATIONALE_SCHEMA, editor: 7 }));
    socket.send(toUint8Array(encoder));
  });
  const scope = await answer.promise;
  socket.terminate();
  return { scope, said: Buffer.concat(heard).toString("latin1") };
}

test("document sockets open for whom the table says, to read or to write, and say nothing to others", async ({
  server,
}) => {
  const wrong: string[] = [];
  const asked = CALLERS.flatMap((caller) => TEAMS.map((which) => ({ caller, which, team: world[which] })));
  await Promise.all(
    asked.map(async ({ caller, which, team }) => {
      const subject = { teamId: team.teamId };
      const actor = actorOf(caller);
      const due = !can(actor, "rationale.read", subject)
        ? null
        : can(actor, "rationale.edit", subject)
          ? "read-write"
          : "readonly";
      const { scope, said } = await knock(`${server.url}/collab`, caller, team.questions.OPEN.scenarioId);
      if (scope !== due) wrong.push(`${caller}, ${which}: ${scope}, should be ${due}`);
      if (due === null && said.includes(team.mark)) wrong.push(`${caller}, ${which}: carries the team's words`);
    }),
  );
  expect(wrong).toEqual([]);
});

/** An event stream of one caller, read until it is let go. */
async function listen(url: string, caller: Caller) {
  const ending = new AbortController();
  const answer = await fetch(`${url}/api/trpc/live.events?input=${encodeURIComponent(JSON.stringify({ json: {} }))}`, {
    headers: { cookie: cookie(caller), accept: "text/event-stream" },
    signal: ending.signal,
  });
  const stream = { caller, heard: "", stop: () => ending.abort() };
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const piece of answer.body ?? []) stream.heard += decoder.decode(piece, { stream: true });
  };
  read().catch(() => {}); // it is let go of while it still speaks
  return stream;
}

test("event streams tell each role of the teams that it reads and of no other", async ({ server }) => {
  const streams = await Promise.all(CALLERS.map((caller) => listen(server.url, caller)));
  // A stream says in its first event that nobody is signed in.
  for (const stream of streams)
    if (!actorOf(stream.caller)) await expect.poll(() => stream.heard, stream.caller).toContain("UNAUTHORIZED");
  const forecast = (caller: Caller, { questions }: TeamWorld) =>
    fetch(`${server.url}/api/trpc/forecast.submit`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: cookie(caller), origin: new URL(server.url).origin },
      body: JSON.stringify({ json: { questionId: questions.OPEN.questionId, probability: 0.5 } }),
    });
  expect((await forecast("forecaster", world.own)).status).toBe(200);
  expect((await forecast("outsider", world.foreign)).status).toBe(200);
  const idOf = (which: (typeof TEAMS)[number]) => world[which].questions.OPEN.questionId;
  const admin = streams.find(({ caller }) => caller === "admin");
  // Events come in one order: whoever may hear and is told as much as the admin has been told all.
  await expect.poll(() => TEAMS.every((which) => admin?.heard.includes(idOf(which)))).toBe(true);
  for (const stream of streams) {
    for (const which of TEAMS) {
      const { teamId, mark } = world[which];
      if (can(actorOf(stream.caller), "team.read", { teamId })) {
        await expect.poll(() => stream.heard.includes(idOf(which)), stream.caller).toBe(true);
      } else {
        expect(stream.heard, stream.caller).not.toContain(idOf(which));
        expect(stream.heard, stream.caller).not.toContain(teamId);
      }
      expect(stream.heard).not.toContain(mark);
    }
    stream.stop();
  }
});

test("files are taken from whom the table says, about their own team alone", async ({ server }) => {
  const wrong: string[] = [];
  const { origin } = new URL(server.url);
  const send = (path: string, headers: Record<string, string>) =>
    fetch(`${server.url}${path}`, { method: "POST", headers: { origin, ...headers }, body: "question,probability\n" });
  for (const caller of CALLERS) {
    for (const which of TEAMS) {
      const { teamId, questions, mark } = world[which];
      const actor = actorOf(caller);
      for (const [path, action] of [
        [`/api/evidence?question=${questions.CLOSED.questionId}&name=note.txt`, "resolution.propose"],
        [`/api/exchange/upload?team=${teamId}&name=past.csv`, "world.import"],
      ] as const) {
        const answer = await send(path, { cookie: cookie(caller), "content-type": "text/plain" });
        const said = await answer.text();
        const due = !actor
          ? 401
          : !can(actor, "team.read", { teamId })
            ? 404
            : can(actor, action, { teamId })
              ? 0
              : 403;
        const fits =
          due === 0 ? ![401, 403, 404].includes(answer.status) && answer.status < 500 : answer.status === due;
        if (!fits) wrong.push(`${caller}, ${which}, ${path}: ${answer.status} ${said}, should be ${due || "let in"}`);
        if (due !== 0 && said.includes(mark)) wrong.push(`${caller}, ${which}, ${path}: carries the team's words`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("a token opens none of the doors that are people's, and a session not the one of tokens", async ({ server }) => {
  const { origin } = new URL(server.url);
  const bearer = { authorization: `Bearer ${token}` };
  const json = { "content-type": "application/json", origin };
  const refused: string[] = [];
  const pages = Object.values(pageTable(world))
    .flat()
    .filter(({ asks }) => asks !== "anyone");
  await Promise.all(
    pages.map(async ({ path }) => {
      const answer = await fetch(`${server.url}${path}`, { headers: bearer, redirect: "manual" });
      const said = await answer.text();
      if (answer.status !== 307 || said.includes(world.own.mark)) refused.push(`${path}: ${answer.status}`);
    }),
  );
  expect(refused).toEqual([]);
  const { questionId } = world.own.questions.OPEN;
  const body = JSON.stringify({ json: { questionId, probability: 0.4 } });
  const call = await fetch(`${server.url}/api/trpc/forecast.submit`, {
    method: "POST",
    headers: { ...json, ...bearer },
    body,
  });
  expect(call.status).toBe(401);
  const stream = await fetch(`${server.url}/api/trpc/live.events?input=%7B%22json%22%3A%7B%7D%7D`, { headers: bearer });
  expect(await stream.text()).toContain("UNAUTHORIZED");
  for (const path of [
    `/api/evidence?question=${questionId}&name=a.txt`,
    `/api/exchange/upload?team=${world.own.teamId}&name=a.csv`,
  ]) {
    const answer = await fetch(`${server.url}${path}`, { method: "POST", headers: { origin, ...bearer }, body: "a" });
    expect(answer.status, path).toBe(401);
  }
  const right = await fetch(`${server.url}/api/v1/teams`, { headers: bearer });
  expect(right.status).toBe(200);
  expect(await right.text()).not.toContain(world.foreign.teamId);
  const own = { cookie: cookie("lead") };
  for (const more of [[], [["authorization", "Bearer no-such-token"]]]) {
    const headers = { ...own, ...Object.fromEntries(more) };
    expect((await fetch(`${server.url}/api/v1/teams`, { headers })).status).toBe(401);
  }
});
