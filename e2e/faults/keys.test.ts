import type { AnyTRPCProcedure } from "@trpc/server";
import superjson from "superjson";
import { afterAll, beforeAll, expect, it } from "vitest";
import { WebSocket } from "ws";
import { SCOPES } from "#core/token-scopes";
import type { Meta } from "#server/routers/trpc";
import { addCombined } from "../fixtures/combined";
import { newApiToken } from "../fixtures/new-token";
import { doorTable, pageTable } from "../fixtures/page-table";
import type { RestInput } from "../fixtures/rest-inputs";
import { cookieOf, sessionOf } from "../fixtures/sessions";
import type { World } from "../fixtures/world";
import { startBuilt } from "./built-server";

/**
 * Every key at every door that it does not open. A token, of whatever scope and whoever's, is nobody to procedures, pages, downloads,
 * streams, sockets and uploads: they answer it byte for byte as they answer who sends none. A session is nobody to REST. So is a person
 * who is disabled, by either.
 */
let built: Awaited<ReturnType<typeof startBuilt>>;
let world: World;
/** By what it may and whose it is. */
const tokens = new Map<string, string>();
let disabledToken: string;
/** Asks that are under way at a time. */
const AT_ONCE = 6;

beforeAll(async () => {
  built = await startBuilt();
  const { db } = await import("#server/platform/db");
  world = await (await import("../fixtures/world")).buildWorld(db);
  const { lead, admin, disabled } = world.people;
  const combined = await addCombined(db, world);
  const add = async (whose: string, userId: string, asked: Parameters<typeof newApiToken>[2] = {}) =>
    tokens.set(whose, (await newApiToken(db, userId, asked)).token);
  for (const scope of SCOPES) await add(`lead, ${scope}`, lead.userId, { scopes: ["read", scope] });
  await add("lead, everything", lead.userId);
  await add("lead, of one team", lead.userId, { teamId: world.own.teamId });
  await add("admin, everything", admin.userId);
  await add("administrator who forecasts", combined["administrator who forecasts"].userId);
  disabledToken = (await newApiToken(db, disabled.userId)).token;
});
afterAll(() => built.stop());

/** What was answered, without what differs each time. */
interface Answer {
  status: number;
  headers: string;
  text: string;
}

const EACH_TIME = /^(?:date|connection|keep-alive)$/;

async function answerOf(url: string, init: RequestInit): Promise<Answer> {
  const answer = await fetch(url, { redirect: "manual", ...init });
  const nonce = /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "no nonce";
  const plain = (text: string) => text.replaceAll(nonce, "NONCE");
  const headers = [...answer.headers].filter(([name]) => !EACH_TIME.test(name));
  return { status: answer.status, headers: plain(JSON.stringify(headers)), text: plain(await answer.text()) };
}

const bearerOf = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

const COOKIES = /,?\["set-cookie",[^\]]*\]/g; // a session that is over is taken away; who has none is given what forms carry

/**
 * What a reader receives of a page: its status, its headers and all its words. How it is put together follows the order in which the
 * server was ready with its parts.
 */
function plain({ status, headers, text }: Answer): string {
  const shown = text.replaceAll(/<script[\s\S]*?<\/script>|<!--[\s\S]*?-->|<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
  return [status, headers.replaceAll(COOKIES, ""), shown].join(" ");
}

/** Asks several at a time. */
async function each<T>(items: readonly T[], ask: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  const asker = async () => {
    for (const item of waiting) await ask(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, asker));
}

/** Keys that are nobody's where a session is asked for. */
async function nobodies(): Promise<[string, Record<string, string>][]> {
  return [
    ...[...tokens].map(([whose, token]): [string, Record<string, string>] => [whose, bearerOf(token)]),
    ["a session as a bearer", bearerOf(await sessionOf(world.people.lead))],
    ["a token as a session", { cookie: `next-auth.session-token=${tokens.get("lead, everything")}` }],
    ["the session of who is disabled", { cookie: await cookieOf(world.people.disabled) }],
    ["the token of who is disabled", bearerOf(disabledToken)],
  ];
}

const words = () => [world.own.mark, world.foreign.mark];

it("to every procedure each of them is nobody", async () => {
  const { appRouter } = await import("#server/routers/app");
  const { INPUTS } = await import("../fixtures/procedure-inputs");
  const { db } = await import("#server/platform/db");
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, AnyTRPCProcedure>).filter(
    ([, { _def }]) => (_def.meta as Meta).permission !== "anyone",
  );
  expect(procedures.length).toBeGreaterThan(80);
  const keys = await nobodies();
  const wrong: string[] = [];
  const inputs = new Map<string, string>();
  for (const [path] of procedures) {
    const input: unknown = await INPUTS[path]?.({ team: world.own, world, person: world.people.lead });
    inputs.set(path, JSON.stringify(superjson.serialize(input)));
  }
  const before = await db.auditEntry.count();
  await each(procedures, async ([path, { _def }]) => {
    const json = inputs.get(path) ?? "";
    const query = _def.type !== "mutation";
    const url = `${built.server.url}/api/trpc/${path}${query ? `?input=${encodeURIComponent(json)}` : ""}`;
    const ask = (headers: Record<string, string>) => {
      const from = { origin: new URL(built.server.url).origin, "content-type": "application/json", ...headers };
      return answerOf(url, query ? { headers: from } : { method: "POST", headers: from, body: json });
    };
    const nobody = await ask({});
    if (_def.type !== "subscription" && nobody.status !== 401) wrong.push(`${path}, nobody: ${nobody.status}`);
    if (!nobody.text.includes("UNAUTHORIZED")) wrong.push(`${path}, nobody: ${nobody.text.slice(0, 200)}`);
    for (const [whose, headers] of keys) {
      const given = await ask(headers);
      if (JSON.stringify(given) !== JSON.stringify(nobody))
        wrong.push(`${path}, ${whose}: ${given.status} ${given.text.slice(0, 200)}`);
    }
  });
  expect(wrong.join("\n")).toBe("");
  expect(await db.auditEntry.count(), "and nothing was done").toBe(before);
});

it("to every page, download and file each of them is nobody", async () => {
  const keys = await nobodies();
  const rows = [...Object.values(pageTable(world)).flat(), ...doorTable(world)];
  const asked = [...rows.filter(({ asks }) => asks !== "anyone").map(({ path }) => path), "/api/auth/session"];
  const wrong: string[] = [];
  await each(asked, async (path) => {
    const ask = (headers: Record<string, string>) => answerOf(built.server.url + path, { headers });
    const nobody = await ask({});
    for (const [whose, headers] of keys) {
      const given = await ask(headers);
      const [one, other] = [plain(given), plain(nobody)];
      if (one !== other) wrong.push(`${path}, ${whose}: ${differenceOf(one, other)}`);
      const { text } = given;
      if (words().some((mark) => text.includes(mark))) wrong.push(`${path}, ${whose}: carries words of a team`);
    }
  });
  expect(wrong.join("\n")).toBe("");
});

it("no socket opens and no file is taken for any of them", async () => {
  const { teamId, questions } = world.own;
  const { origin } = new URL(built.server.url);
  const wrong: string[] = [];
  const doors = [
    `/api/evidence?question=${questions.CLOSED.questionId}&name=a.txt`,
    `/api/exchange/upload?team=${teamId}&name=a.csv`,
  ];
  for (const [whose, headers] of [["nobody", {}] as const, ...(await nobodies())]) {
    for (const path of doors) {
      const sent = { method: "POST", headers: { origin, "content-type": "text/plain", ...headers }, body: "a" };
      const { status } = await answerOf(built.server.url + path, sent);
      if (status !== 401) wrong.push(`${path}, ${whose}: ${status}`);
    }
    const status = await new Promise<number | string>((resolve) => {
      const socket = new WebSocket(`${built.server.url.replace("http", "ws")}/collab`, {
        headers: { origin, ...headers },
      });
      socket.on("unexpected-response", (_request, { statusCode = 0 }) => resolve(statusCode));
      socket.on("open", () => resolve("open"));
      socket.on("error", () => {});
    });
    if (status !== 401) wrong.push(`/collab, ${whose}: ${status}`);
  }
  expect(wrong.join("\n")).toBe("");
});

it("a session, in whatever place, is nobody to every route of REST, and so is a token anywhere but where it belongs", async () => {
  const { ROUTES } = await import("#server/routers/rest/table");
  const { REST_INPUTS, restPath } = await import("../fixtures/rest-inputs");
  const { lead, admin } = world.people;
  const token = tokens.get("lead, everything") ?? "";
  const places: [string, Record<string, string>, string][] = [
    ["a session of the lead", { cookie: await cookieOf(lead) }, ""],
    ["a session of the admin", { cookie: await cookieOf(admin) }, ""],
    ["a token as a cookie", { cookie: `next-auth.session-token=${token}; token=${token}` }, ""],
    ["a token in the address", {}, `access_token=${token}&token=${token}`],
    ["a token as a password", { authorization: `Basic ${Buffer.from(`${token}:`).toString("base64")}` }, ""],
    ["a token under another name", { "x-api-key": token }, ""],
  ];
  const wrong: string[] = [];
  const inputs = new Map<string, RestInput>();
  for (const { operationId } of ROUTES)
    inputs.set(operationId, (await REST_INPUTS[operationId]?.({ team: world.own, world, person: lead })) ?? {});
  await each(ROUTES, async ({ method, path, operationId }) => {
    const input = inputs.get(operationId) ?? {};
    const at = `${built.server.url}/api/v1${restPath(path, input)}`;
    const body = input.body === undefined ? {} : { body: JSON.stringify(input.body) };
    const ask = (headers: Record<string, string>, search: string) =>
      answerOf(search ? `${at}${at.includes("?") ? "&" : "?"}${search}` : at, {
        method,
        headers: { origin: new URL(built.server.url).origin, "content-type": "application/json", ...headers },
        ...body,
      });
    const nobody = await ask({}, "");
    if (nobody.status !== 401) wrong.push(`${method} ${path}, nobody: ${nobody.status}`);
    for (const [what, headers, search] of places) {
      const given = await ask(headers, search);
      // Whoever sends a token where it may be written down is told so; a session is as good as nothing.
      const told = what.startsWith("a token") && given.status === 400 && given.text.includes("Revoke this one");
      if (!told && JSON.stringify(given) !== JSON.stringify(nobody))
        wrong.push(`${method} ${path}, ${what}: ${given.status} ${given.text.slice(0, 200)}`);
    }
    // One that is not a token is refused as such, and says no more.
    const jwt = await ask(bearerOf(await sessionOf(lead)), "");
    if (![401, 429].includes(jwt.status) || words().some((mark) => jwt.text.includes(mark)))
      wrong.push(`${method} ${path}, a session as a bearer: ${jwt.status}`);
  });
  expect(wrong.join("\n")).toBe("");
});

it("pages about another team's are answered like pages about nothing", async () => {
  const cookie = await cookieOf(world.people.lead);
  const { foreign } = world;
  const rows = [...Object.values(pageTable(world)).flat(), ...doorTable(world)];
  const theirs = rows.filter(
    ({ asks }) => typeof asks === "object" && "team" in asks && asks.teamId === foreign.teamId,
  );
  expect(theirs.length).toBeGreaterThan(20);
  const id = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  const wrong: string[] = [];
  await each(theirs, async ({ path }) => {
    const nothing = path.replaceAll(id, (one) => `${one.slice(0, -6)}${one.endsWith("abcdef") ? "fedcba" : "abcdef"}`);
    const ask = async (at: string) => {
      const answer = await answerOf(built.server.url + at, { headers: { cookie } });
      if (answer.text.includes(foreign.mark)) wrong.push(`${at}: carries its words`);
      return plain(answer).replaceAll(id, "ID");
    };
    const [there, not] = [await ask(path), await ask(nothing)];
    if (there !== not) wrong.push(`${path}: ${differenceOf(there, not)}`);
    if (!there.startsWith("404 ")) wrong.push(`${path}: ${there.slice(0, 100)}`);
  });
  expect(wrong.join("\n")).toBe("");
});

function differenceOf(one: string, other: string): string {
  const at = [...one].findIndex((letter, i) => letter !== other[i]);
  return `…${one.slice(Math.max(0, at - 60), at + 60)}… and …${other.slice(Math.max(0, at - 60), at + 60)}…`;
}
