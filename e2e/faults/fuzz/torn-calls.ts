import { setTimeout as wait } from "node:timers/promises";
import fc from "fast-check";
import type pg from "pg";
import superjson from "superjson";
import type { Inputs } from "../../fixtures/procedure-inputs/place";
import { cookieOf, sessionRow } from "../../fixtures/sessions";
import type { World } from "../../fixtures/world";
import type { Person } from "../../fixtures/world-people";
import { fromNowOn, halfWritten } from "./half-written";
import { damaged } from "./odd-values";
import { takeWrites } from "./write-log";

interface Place {
  url: string;
  /** The server's database, which logs what is written. */
  client: pg.Client;
  /** By path of a procedure: a query, a mutation, a subscription. */
  kinds: ReadonlyMap<string, string>;
}

export interface OddCall {
  path: string;
  body: string;
  cookie: string;
}

/** Calls that are under way at a time. */
const AT_ONCE = 8;

/** @returns the status of the answer */
export async function send({ url, kinds }: Place, { path, body, cookie }: OddCall): Promise<number> {
  const query = kinds.get(path) === "query";
  const at = `${url}/api/trpc/${path}${query ? `?input=${encodeURIComponent(body.toWellFormed()).slice(0, 12_000)}` : ""}`;
  const headers = { origin: new URL(url).origin, cookie, "content-type": "application/json" };
  const answer = await fetch(at, query ? { headers } : { method: "POST", headers, body });
  const said = await answer.text();
  if (said.includes("polluted") && !body.includes("polluted")) throw new Error("a prototype was changed");
  return answer.status;
}

export const faultOf = (status: number, path: string, body: string): string | null =>
  status >= 500 ? `${status} from ${path} to ${body.slice(0, 500)}` : null;

interface Turn {
  path: string;
  salt: number;
  caller: "lead" | "admin" | "forecaster";
}

interface Scene {
  world: World;
  inputs: Inputs;
  client: pg.Client;
  seed: number;
}

/** Calls as they should be but for one place. What they are about is made here, so that only they write afterwards. */
export async function nearlyRight(turns: readonly Turn[], { world, inputs, client, seed }: Scene): Promise<OddCall[]> {
  const made = new Map<string, unknown>();
  const cookies = new Map<string, string>();
  const calls: OddCall[] = [];
  for (const { path, salt, caller } of turns) {
    const person = world.people[caller];
    const cookie = cookies.get(caller) ?? (await newSession(client, person));
    cookies.set(caller, cookie);
    const key = `${path} ${caller}`;
    if (!made.has(key)) made.set(key, superjson.serialize(await inputs[path]?.({ team: world.own, world, person })));
    const [odd] = fc.sample(damaged(made.get(key)), { numRuns: 1, seed: seed + salt });
    calls.push({ path, body: JSON.stringify(odd), cookie });
  }
  return calls;
}

/** A session that holds now: some calls end all that a person has. */
async function newSession(client: pg.Client, { userId }: Person): Promise<string> {
  const { rows } = await client.query<{ id: string; version: number }>(
    `INSERT INTO "Session" ("id", "userId", "tokenVersion", "way", "browser", "network", "expiresAt")
     SELECT gen_random_uuid(), u."id", u."tokenVersion", $2::"SignInWay", $3, $4, $5 FROM "User" u WHERE u."id" = $1
     RETURNING "id", "tokenVersion" AS "version"`,
    [userId, ...sessionParts()],
  );
  const [session] = rows;
  if (!session) throw new Error(`there is no ${userId}`);
  return cookieOf({ userId, tokenVersion: session.version, sessionId: session.id });
}

function sessionParts() {
  const { way, browser, network, expiresAt } = sessionRow("");
  return [way, browser, network, expiresAt];
}

/**
 * Sends calls side by side, and says which failed and what was left in part. Those that were refused are then sent again without the others,
 * until none gets through: what is written then was written by a refused call.
 */
export async function tornBy(place: Place, calls: readonly OddCall[]): Promise<string[]> {
  const faults: string[] = [];
  await jobsEnded(place.client);
  const since = await fromNowOn();
  await takeWrites(place.client);
  for (let left = calls; left.length > 0; ) {
    const refused: OddCall[] = [];
    const waiting = left.values();
    const caller = async () => {
      for (const call of waiting) {
        const status = await send(place, call);
        const fault = faultOf(status, call.path, call.body);
        if (fault) faults.push(fault);
        else if (status >= 400) refused.push(call);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, caller));
    const ended = await jobsEnded(place.client);
    const written = await takeWrites(place.client);
    // Where something that a call had set going wrote meanwhile, they are sent once more.
    const alone = refused.length === left.length && ended === 0;
    if (alone && written.length > 0) faults.push(`${written.join(", ")}, by one of ${said(refused)}`);
    left = alone ? [] : refused;
  }
  for (const fault of await halfWritten(place.client, since)) faults.push(`${fault}, after ${said(calls)}`);
  return faults;
}

/** Waits for what calls set going and answered before it was done. @returns how many pieces of such work there were */
async function jobsEnded(client: pg.Client): Promise<number> {
  for (let seen = 0; ; ) {
    const { rows } = await client.query<{ left: number }>(
      `SELECT (SELECT count(*) FROM "RescoringRun" WHERE "finishedAt" IS NULL)::int
         + (SELECT count(*) FROM "WorldImport" WHERE "state" IN ('CHECKING', 'IMPORTING', 'UNDOING'))::int AS "left"`,
    );
    const left = rows[0]?.left ?? 0;
    if (left === 0) return seen;
    seen = Math.max(seen, left);
    await wait(100);
  }
}

const said = (calls: readonly OddCall[]) => calls.map(({ path, body }) => `${path} ${body.slice(0, 300)}`).join("\n  ");
