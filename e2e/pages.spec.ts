import { globSync } from "node:fs";
import { dirname } from "node:path";
import { addDeputy } from "./fixtures/deputy";
import { doorTable, opens, type PageRow, pageTable } from "./fixtures/page-table";
import { expect, test } from "./fixtures/server";
import { cookieOf } from "./fixtures/sessions";
import { BLIND_VALUES, buildWorld, ROLES, type World } from "./fixtures/world";
import { inDatabase } from "./fixtures/world-database";
import type { Person } from "./fixtures/world-people";

/**
 * Every page, asked for by every role over HTTP: it opens exactly where the permission table says so, is not found where it
 * does not, and sends who is not signed in to sign in.
 */
test.use({ world: "empty" });

let world: World;
let deputy: Person;
test.beforeAll(async ({ server }) => {
  await inDatabase(server.databaseUrl, async (db) => {
    world = await buildWorld(db);
    deputy = await addDeputy(db, world);
  });
});

test("every page and download of app/ has a row", () => {
  const folders = globSync(["app/**/page.tsx", "app/(*)/**/route.ts"]).map((file) =>
    dirname(file).replace(/^app\//, ""),
  );
  expect(Object.keys(pageTable(world)).toSorted()).toEqual(folders.toSorted());
});

const CALLERS = [...ROLES, "deputy", "outsider", "disabled", "not signed in"] as const;
/** Pages that are asked for at once: the server has two cores in mind, not one request. */
const AT_ONCE = 6;

for (const caller of CALLERS) {
  test(`pages asked for by: ${caller}`, async ({ server }) => {
    const person = caller === "not signed in" ? null : caller === "deputy" ? deputy : world.people[caller];
    const headers = { cookie: person ? await cookieOf(person) : "", "accept-language": "en" };
    const actor = caller === "disabled" ? null : person;
    const wrong: string[] = [];
    const rows = [...Object.values(pageTable(world)).flat(), ...doorTable(world)];
    const ask = async () => {
      for (let row = rows.shift(); row; row = rows.shift()) {
        const answer = await fetch(`${server.url}${row.path}`, { headers, redirect: "manual" });
        const body = await answer.text();
        const fault = faultOf(row, actor !== null, opens(row, actor), answer) ?? leakOf(row, body, caller);
        if (fault) wrong.push(`${row.path}: ${fault}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, ask));
    expect(wrong.join("\n")).toBe("");
  });
}

function faultOf({ path, asks }: PageRow, signedIn: boolean, open: boolean, answer: Response): string | null {
  const { status, headers } = answer;
  if (!headers.get("cache-control")?.includes("no-store")) return `may be cached: ${headers.get("cache-control")}`;
  if (!headers.get("content-security-policy")?.includes("frame-ancestors 'none'")) return "may be framed";
  const location = headers.get("location") ?? "";
  if (asks === "anyone") {
    if (path === "/sign-in" && signedIn) return status === 307 ? null : `answers ${status} to who is signed in`;
    return status === 200 ? null : `answers ${status}, should open`;
  }
  if (!signedIn) {
    const next = path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`;
    return status === 307 && location.endsWith(next) ? null : `answers ${status} ${location}, should lead to ${next}`;
  }
  if (path === "/admin" && status === 307 && location.includes("/admin/teams/")) return null; // a lead, to their own team
  const due = open ? 200 : 404;
  return status === due ? null : `answers ${status} ${location}, should be ${due}`;
}

/** Words of a team, or numbers before reveal, where they must not be. */
function leakOf({ path }: PageRow, body: string, caller: (typeof CALLERS)[number]): string | null {
  const readsAll = caller === "leader" || caller === "admin";
  if (!readsAll && caller !== "outsider" && body.includes(world.foreign.mark))
    return "carries words of the foreign team";
  if (["outsider", "disabled", "not signed in"].includes(caller) && body.includes(world.own.mark))
    return "carries words of the team";
  // Who leads the other team has said there what this team's forecaster has said here.
  const own = caller === "outsider" ? "forecaster" : caller;
  for (const [holder, value] of Object.entries(BLIND_VALUES)) {
    if (holder === own) continue;
    const percent = String(Math.round(value * 1000) / 10);
    const shown = [String(value), `${percent}\u202f%`, `${percent} percent`, `"${percent}"`, `>${percent}<`];
    const found = shown.find((text) => body.includes(text));
    if (found) return `carries ${holder}'s hidden ${found} (${path})`;
  }
  return null;
}

test("nothing is changed for another site, for a page without an origin, or for nobody", async ({ server }) => {
  const cookie = await cookieOf(world.people.lead);
  const questionId = world.own.questions.OPEN.questionId;
  const call = (headers: Record<string, string>) =>
    fetch(`${server.url}/api/trpc/forecast.submit`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie, ...headers },
      body: JSON.stringify({ json: { questionId, probability: 0.42 } }),
    });
  const own = new URL(server.url);
  expect((await call({})).status).toBe(403);
  expect((await call({ origin: "null" })).status).toBe(403);
  expect((await call({ origin: "https://elsewhere.example" })).status).toBe(403);
  expect((await call({ origin: `${own.origin}.elsewhere.example` })).status).toBe(403);
  expect((await call({ origin: `http://${own.hostname}:1` })).status).toBe(403);
  expect((await call({ origin: own.origin, cookie: "" })).status).toBe(401);
  const signIn = await fetch(`${server.url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { origin: "https://elsewhere.example" },
  });
  expect(signIn.status).toBe(403);
  const right = await call({ origin: own.origin });
  expect(right.status).toBe(200);
  expect(right.headers.get("cache-control")).toContain("no-store");
});
