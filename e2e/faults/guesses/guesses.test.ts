import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { DEMO_PASSWORD } from "../../fixtures/accounts";
import { CookieJar } from "../../fixtures/cookie-jar";
import { startMailSink } from "../../fixtures/mail-sink";
import { newApiToken } from "../../fixtures/new-token";
import { cookieOf } from "../../fixtures/sessions";
import type { Person } from "../../fixtures/world-people";
import { startBuilt } from "../built-server";
import { KINDS, mostCompared, type Outcome, type Site } from "./attack";

/**
 * Five hundred guesses (GUESSES: ten thousand) at the built server, at everything that opens it, from fifty addresses and from one. None gets
 * in, and their owners do meanwhile, by the ways that the README names. What is counted and kept does not grow with the guesses.
 */
const GUESSES = Number(process.env.GUESSES ?? 500);
const AT_ONCE = 16;
/** Megabytes that the server may have for what it keeps. */
const HEAP = 256;
const PATIENCE = 300_000 + GUESSES * 100;

let built: Awaited<ReturnType<typeof startBuilt>>;
let mail: Awaited<ReturnType<typeof startMailSink>>;
let people: Record<"guessed" | "handed" | "coded" | "recovered" | "admin", Person>;
let recovery: string;
let token: string;

beforeAll(async () => {
  mail = await startMailSink();
  built = await startBuilt({
    SMTP_URL: mail.url,
    TRUSTED_PROXIES: "127.0.0.1, ::1",
    NODE_OPTIONS: `--max-old-space-size=${HEAP}`,
  });
  const { db } = await import("#server/platform/db");
  const { hashPassword } = await import("#server/identity/password");
  const { addPerson } = await import("../../fixtures/world-people");
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const add = (name: string, orgRole: Person["orgRole"] = "MEMBER") => addPerson(db, { name, orgRole, passwordHash });
  people = {
    guessed: await add("Guessed at"),
    handed: await add("Handed a link"),
    coded: await add("With codes"),
    recovered: await add("With other codes"),
    admin: await add("Admin", "ADMIN"),
  };
  [recovery = ""] = await codesOf(people.coded);
  await codesOf(people.recovered);
  token = (await newApiToken(db, people.guessed.userId)).token;
});

afterAll(() => Promise.all([built.stop(), mail.stop()]));

/** Sets one-time codes up. @returns the recovery codes */
async function codesOf(actor: Person): Promise<string[]> {
  const { beginCodes, confirmCodes } = await import("#server/identity/codes/set-up-codes");
  const { words } = await beginCodes({ actor });
  const totp = new TOTP({ secret: Secret.fromBase32(words.replaceAll(" ", "")) });
  return (await confirmCodes({ actor }, { code: totp.generate() })).codes;
}

/** A browser at an address of nobody who guesses. */
const owner = (address: string) => new CookieJar(built.server.url, { "x-forwarded-for": address });
/** Presses the button behind a link. @returns where that led, and whether one's own page opens then */
async function press(jar: CookieJar, token: string, code = ""): Promise<string> {
  const answer = await jar.post("/api/enter/link", { token, code, next: "/" });
  const { status } = await jar.get("/account");
  if (status >= 500) await withLog(new Error(`one's own page was answered ${status}`));
  return `${answer.headers.get("location")} ${status}`;
}
const tokenIn = (link: string) => new URL(link).pathname.split("/").at(-1) ?? "";

/** By a link that comes by e-mail, and a recovery code where one is asked for. */
async function inByLetter({ email }: Person, address: string, code = ""): Promise<string> {
  const jar = owner(address);
  await jar.post("/api/enter/letter", { email, next: "/" });
  return press(jar, tokenIn(await mail.linkTo(email)), code);
}

/** By a reset link that an administrator hands over. */
async function inByReset({ userId }: Person, address: string): Promise<string> {
  const headers = { origin: built.server.url, "content-type": "application/json", "x-forwarded-for": address };
  const call = async (procedure: string, input: object, cookie = "") => {
    const sent = { method: "POST", headers: { ...headers, cookie }, body: JSON.stringify({ json: input }) };
    const answer = await fetch(`${built.server.url}/api/trpc/${procedure}`, sent);
    const said: { result: { data: { json: Record<string, string> } } } = await answer.json();
    return said.result.data.json;
  };
  const { link = "" } = await call("user.resetLink", { userId }, await cookieOf(people.admin));
  const password = "four words that are new";
  const { ticket = "" } = await call("access.resetPassword", { token: tokenIn(link), password });
  return press(owner(address), ticket);
}

/** What the server said last, where an answer was none. */
async function withLog(error: unknown): Promise<never> {
  await wait(1_000); // it comes another way than the answer
  throw new Error(built.server.output().slice(-2_000), { cause: error });
}

interface Sample {
  megabytes: number;
  tries: number;
  entries: number;
}

async function sample(): Promise<Sample> {
  const status = await readFile(`/proc/${built.server.process.pid}/status`, "utf8");
  const { rows } = await built.client.query<{ tries: number; entries: number }>(
    `SELECT (SELECT count(*)::int FROM "rate_limit") AS "tries", (SELECT count(*)::int FROM "AuditEntry") AS "entries"`,
  );
  const [{ tries, entries } = { tries: 0, entries: 0 }] = rows;
  return { megabytes: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024), tries, entries };
}

it(`${GUESSES} guesses at every way in stay out, and the owners come in meanwhile`, { timeout: PATIENCE }, async () => {
  const known = ({ email }: Person) => ({ email, password: DEMO_PASSWORD });
  const { guessed, handed, coded, recovered } = people;
  const site: Site = {
    url: built.server.url,
    guessed: known(guessed),
    handed: known(handed),
    coded: known(coded),
    recovered: known(recovered),
  };
  const queue = Object.entries(KINDS).flatMap(([kind, { share }]) =>
    Array.from({ length: Math.ceil(GUESSES * share) }, (_, number) => ({ kind, number, at: (number + 0.5) / share })),
  );
  queue.sort((one, other) => one.at - other.at); // all kinds all the time
  const answers = new Map(Object.keys(KINDS).map((kind) => [kind, { "let in": 0, wrong: 0, wait: 0 }]));
  let sent = 0;
  let over = false;
  const guess = async (kind: string, number: number) => {
    const outcome: Outcome = (await KINDS[kind]?.guess(site, number).catch(withLog)) ?? "wrong";
    const counted = answers.get(kind);
    if (counted) counted[outcome] += 1;
    sent += 1;
  };
  const began = performance.now();
  const samples: Sample[] = [await sample()];
  const waiting = queue.values();
  const guesser = async () => {
    for (const { kind, number } of waiting) await guess(kind, number);
    // Who guesses does not stop while the owners are at the door.
    for (let number = GUESSES; !over; number += 1) await guess("a password", number);
  };
  const watcher = async () => {
    while (!over) {
      await wait(250);
      samples.push(await sample());
    }
  };
  const guessers = Promise.all([...Array.from({ length: AT_ONCE }, guesser), watcher()]);
  guessers.catch(() => {});
  await vi.waitUntil(() => ["a password", "one-time codes"].every((kind) => (answers.get(kind)?.wait ?? 0) > 20), {
    timeout: PATIENCE,
  });
  const atDoor = sent;
  const jar = owner("203.0.113.1");
  const waits = await jar.post("/api/enter/password", { ...site.guessed, next: "/" });
  expect(waits.headers.get("location"), "the right password waits, too").toContain("error=wait");
  expect(await inByLetter(guessed, "203.0.113.1"), "by a letter").toBe("/ 200");
  expect(await inByLetter(coded, "203.0.113.2", recovery), "by a letter and a recovery code").toBe("/ 200");
  expect(await inByReset(handed, "203.0.113.3"), "by a reset link").toBe("/ 200");
  const bearer = { authorization: `Bearer ${token}`, "x-forwarded-for": "203.0.113.4" };
  expect((await fetch(`${built.server.url}/api/v1/teams`, { headers: bearer })).status, "a program by its token").toBe(
    200,
  );
  expect(sent, "all this time there were guesses").toBeGreaterThan(atDoor);
  await vi.waitUntil(() => sent >= queue.length, { timeout: PATIENCE });
  over = true;
  await guessers;

  const seconds = (performance.now() - began) / 1000;
  const most = (of: keyof Sample) => Math.max(...samples.map((one) => one[of]));
  const quarter = Math.ceil(samples.length / 4);
  const quarters = [0, 1, 2, 3].map((at) =>
    Math.max(0, ...samples.slice(at * quarter, (at + 1) * quarter).map(({ megabytes }) => megabytes)),
  );
  const figures = [
    { figure: "guesses.sent", value: sent, unit: `in ${seconds.toFixed(0)} s` },
    {
      figure: "guesses.memory",
      value: most("megabytes"),
      unit: `MB at most, ${samples[0]?.megabytes} before; by quarters ${quarters.join(", ")}`,
    },
    { figure: "guesses.rows", value: most("tries"), unit: "counted tries at most" },
    {
      figure: "guesses.entries",
      value: most("entries") - (samples[0]?.entries ?? 0),
      unit: "entries of the audit log",
    },
  ];
  console.log(JSON.stringify(figures));
  for (const [kind, counted] of answers) {
    console.log(`${kind}: ${JSON.stringify(counted)}`);
    expect(counted["let in"], kind).toBe(0);
    expect(counted.wrong, `${kind}, compared`).toBeLessThanOrEqual(mostCompared(kind, seconds));
  }
  // With a heap of that size whatever is kept of each guess would have ended the server long before.
  expect(most("megabytes") - (samples[0]?.megabytes ?? 0)).toBeLessThan(HEAP + 100);
  // A row for an address and one for its waits, at each of four doors; for an account the same. Those of the sprayed are one address's tries.
  expect(most("tries"), "counted by address and account, not by guess").toBeLessThanOrEqual(
    2 * 4 * 54 + 2 * (4 + 60 * 4),
  );
});
