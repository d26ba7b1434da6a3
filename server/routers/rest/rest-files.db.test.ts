import { createHash, randomUUID } from "node:crypto";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { MAX_EVIDENCE_BYTES } from "#core/evidence";
import { runImport } from "#server/exchange/run-import";
import { db, pool } from "#server/platform/db";
import { newOpenQuestion } from "../../../e2e/fixtures/new-round";
import { newApiToken } from "../../../e2e/fixtures/new-token";
import { type RestServer, type SentFile, startRest } from "../../../e2e/fixtures/rest-server";
import { buildWorld, type World } from "../../../e2e/fixtures/world";
import { addPerson, type Person } from "../../../e2e/fixtures/world-people";

/** Files by token: evidence, briefs, imports. */
let world: World;
let rest: RestServer;
/** Somebody new in each test, so that no limit is spent by another. */
let lead: Person;
let token: string;

beforeAll(async () => {
  world = await buildWorld(db);
  rest = await startRest();
});
afterAll(() => rest.close());
beforeEach(async () => {
  lead = await addPerson(db, { name: "Hands in", memberships: [{ teamId: world.own.teamId, role: "LEAD" }] });
  token = (await newApiToken(db, lead.userId)).token;
});

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
const PDF = bytes("%PDF-1.7\nThe protocol of the visit.");
const Fields = z.looseObject({
  id: z.string().default(""),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).default([]),
});

async function send(path: string, query: Record<string, string>, file: SentFile, key?: string, by = token) {
  const headers: Record<string, string> = key === undefined ? {} : { "idempotency-key": key };
  const answer = await rest.call(by, "POST", `${path}?${new URLSearchParams(query)}`, { file, headers });
  return { ...answer, ...Fields.parse(JSON.parse(answer.text)) };
}
const evidence = (questionId: string, file: SentFile, name = "protocol.pdf") =>
  send(`/questions/${questionId}/evidence`, { name }, file);
const fieldsOf = ({ status, errors }: { status: number; errors: { field: string }[] }) => [
  status,
  ...errors.map(({ field }) => field),
];
const openQuestion = async () => (await newOpenQuestion(db, world.own, world.people.lead.userId)).questionId;

/** Sends bytes as they are written, as somebody does who breaks off. */
function halfSent(path: string, head: Record<string, string>, body: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(rest.port, "127.0.0.1");
    let said = "";
    socket.on("data", (data) => {
      said += data.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(said));
    const lines = Object.entries({ Host: "x", Authorization: `Bearer ${token}`, ...head });
    const heads = lines.map(([name, value]) => `${name}: ${value}`).join("\r\n");
    socket.write(`POST /api/v1${path} HTTP/1.1\r\n${heads}\r\n\r\n${body}`, () => socket.end());
  });
}

it("a file is handed in, named in a proposal, and handed out as it was, as a download that nothing renders", async () => {
  const questionId = await openQuestion();
  const kept = await evidence(questionId, { type: "application/octet-stream", bytes: PDF }, "../Visit\u202e “1”.html");
  expect([kept.status, kept.headers.get("location")]).toEqual([201, `/api/v1/evidence/${kept.id}`]);
  expect(kept).toMatchObject({
    name: "Visit “1”.html.pdf",
    type: "application/pdf",
    size: PDF.length,
    sha256: createHash("sha256").update(PDF).digest("hex"),
  });
  const reader = (await newApiToken(db, world.people.observer.userId, { scopes: ["read"] })).token;
  const read = (by: string, method = "GET") => rest.call(by, method, `/evidence/${kept.id}`);
  expect((await read(reader)).status, "nobody else's before it is named").toBe(404);
  const proposed = await rest.call(token, "POST", `/questions/${questionId}/resolutions`, {
    body: { outcome: "yes", knownAt: new Date(Date.now() - 60_000).toISOString(), files: [kept.id] },
  });
  expect(proposed.status, proposed.text).toBe(201);
  const got = await read(reader);
  expect([got.status, got.text]).toEqual([200, Buffer.from(PDF).toString()]);
  expect(Object.fromEntries(got.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": expect.stringMatching(/^attachment; filename="Visit _1_\.html\.pdf"; filename\*=UTF-8''/),
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
  });
  const head = await read(reader, "HEAD");
  expect([head.status, head.text]).toEqual([200, ""]);
});

it("what it holds decides; what is no evidence, nothing, packed or in a form is refused by name and leaves nothing", async () => {
  const questionId = await openQuestion();
  const type = "application/octet-stream";
  const given = async (file: SentFile, name?: string) => fieldsOf(await evidence(questionId, file, name));
  expect(await given({ type: "image/png", bytes: "<svg onload=alert(1)>" })).toEqual([422, "file"]);
  expect(await given({ type, bytes: bytes("PK\u0003\u0004 macros") })).toEqual([422, "file"]);
  expect(await given({ type, bytes: "" })).toEqual([422, "file"]);
  expect(await given({ type, bytes: PDF }, "")).toEqual([400, "name"]);
  expect(await given({ type, bytes: PDF }, "x".repeat(256))).toEqual([400, "name"]);
  expect(await given({ type: "multipart/form-data; boundary=x", bytes: "--x\r\n\r\nwords\r\n--x--" })).toEqual([415]);
  expect(await given({ type: "application/json", bytes: "{}" })).toEqual([415]);
  const packed = await rest.call(token, "POST", `/questions/${questionId}/evidence?name=a.pdf`, {
    file: { type, bytes: Uint8Array.from(gzipSync(PDF)) },
    headers: { "content-encoding": "gzip" },
  });
  expect([packed.status, packed.headers.get("accept-post")]).toEqual([415, expect.stringContaining("application/pdf")]);
  expect(await db.evidenceFile.count({ where: { questionId } })).toBe(0);
});

it("too much is refused when it is said, or when it comes; half a file leaves nothing", async () => {
  const questionId = await openQuestion();
  const path = `/questions/${questionId}/evidence?name=a.txt`;
  const type = { "Content-Type": "text/plain" };
  const large = Uint8Array.from(Buffer.alloc(MAX_EVIDENCE_BYTES + 1, "a"));
  expect((await evidence(questionId, { type: "text/plain", bytes: large })).status).toBe(413);
  // Nobody says how long it is: it is counted.
  const stream = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(1024 * 1024).fill(97));
    },
  });
  const endless = await fetch(`${rest.url}/api/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "text/plain" },
    body: stream,
    ...{ duplex: "half" },
  }).then(
    ({ status }) => status,
    () => "cut off",
  );
  expect([413, "cut off"]).toContain(endless);
  await halfSent(path, { ...type, "Content-Length": "1000" }, "half of it");
  await halfSent(path, { ...type, "Transfer-Encoding": "chunked" }, "5\r\nhello\r\n9\r\nhalf");
  await halfSent(
    path,
    { ...type, "Transfer-Encoding": "chunked", "Idempotency-Key": randomUUID() },
    "5\r\nhello\r\nzz",
  );
  expect(await db.evidenceFile.count({ where: { questionId } })).toBe(0);
  // The room that they took is free again.
  const almost = Uint8Array.from(Buffer.alloc(MAX_EVIDENCE_BYTES, "a"));
  await vi.waitFor(
    async () => expect((await evidence(questionId, { type: "text/plain", bytes: almost })).status).toBe(201),
    30_000,
  );
});

it("a token sends so many large files at a time and no more, so that memory holds", async () => {
  const questionId = await openQuestion();
  const path = `/questions/${questionId}/evidence?name=a.txt`;
  const answers: string[] = [];
  const sockets = Array.from({ length: 7 }, () => {
    const socket = connect(rest.port, "127.0.0.1");
    socket.on("data", (data) => answers.push(String(data)));
    socket.write(
      `POST /api/v1${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/plain\r\nContent-Length: 5000000\r\n\r\nbegun`,
    );
    return socket;
  });
  await vi.waitFor(() => expect(answers).toHaveLength(4), 30_000);
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 429 [\s\S]*\nRetry-After: 5\r\n/);
  const large = { type: "text/plain", bytes: Uint8Array.from(Buffer.alloc(2_000_000, "a")) };
  expect((await evidence(questionId, large)).status).toBe(429);
  expect((await evidence(questionId, { type: "text/plain", bytes: "a short one" })).status).toBe(201);
  for (const socket of sockets) socket.destroy();
  await vi.waitFor(async () => expect((await evidence(questionId, large)).status).toBe(201), 30_000);
});

it("a brief is read from a file as a chosen one is, also in UTF-16; what is no text says what to do", async () => {
  const path = `/teams/${world.own.teamId}/briefs/file`;
  const text = "Crossings in the north\n\nTalks on a crossing resumed in March, it was said.\n\nA vote is due.";
  const brief = (file: SentFile, query: Record<string, string> = { name: "brief.md" }) => send(path, query, file);
  const utf16 = Uint8Array.from(Buffer.from(`\ufeff${text}`, "utf16le"));
  const made = await brief({ type: "text/markdown", bytes: utf16 }, { name: "brief.md", title: "As I call it" });
  expect(made.status, made.text).toBe(201);
  const read = await rest.call(token, "GET", `/briefs/${made.id}`);
  expect(JSON.parse(read.text)).toMatchObject({
    title: "As I call it",
    text: expect.stringContaining("A vote is due."),
  });
  const preview = await send(`${path}/preview`, { name: "b.html" }, { type: "text/html", bytes: `<p>${text}</p>` });
  expect(JSON.parse(preview.text).blocks.length).toBeGreaterThan(0);
  expect(fieldsOf(await brief({ type: "application/octet-stream", bytes: PDF }))).toEqual([422, "file"]);
  expect(
    fieldsOf(await brief({ type: "text/plain", bytes: bytes("\u00ef\u00f0\u00e8\u00e2\u00e5\u00f2 \u00e2") })),
  ).toEqual([422, "file"]);
  expect(fieldsOf(await brief({ type: "text/plain", bytes: text }, { name: "a.txt", language: "?" }))).toEqual([
    422,
    "language",
  ]);
  const next = await send(
    `/briefs/${made.id}/versions/file`,
    { name: "b.txt", base: "1", reason: "Put off." },
    {
      type: "text/plain",
      bytes: text.replace("is due", "was put off to May"),
    },
  );
  expect([next.status, JSON.parse(next.text)], next.text).toMatchObject([201, { version: 2, orphaned: 0 }]);
});

const HEAD = "question,type,title,opensAt,closesAt,knownAt,outcome,person,madeAt,kind,probability";
const row = (probability: string, question = "snow") =>
  `${question},binary,Will it be so?,2024-01-01,2124-02-01,,,Anna,2024-01-02T09:00:00Z,forecast,${probability}`;
const csv = (...rows: string[]): SentFile => ({ type: "text/csv", bytes: [HEAD, ...rows].join("\n") });

it("an import is looked at, its faults told by their place, committed, and taken back", {
  timeout: 60_000,
}, async () => {
  const path = `/teams/${world.own.teamId}/imports`;
  const look = async (id: string) => JSON.parse((await rest.call(token, "GET", `/imports/${id}`)).text);
  const act = (id: string, what: string, body?: unknown) =>
    rest.call(token, "POST", `/imports/${id}/${what}`, { body });
  const bad = await send(path, { name: "past.csv" }, csv(row("nonsense"), row("0.2"), row("7"), row("0.0001")));
  expect([bad.status, bad.headers.get("location")]).toEqual([201, `/api/v1/imports/${bad.id}`]);
  expect(await look(bad.id)).toMatchObject({ state: "checking", file: "past.csv", by: "Hands in" });
  await runImport(bad.id);
  expect(await look(bad.id)).toMatchObject({ state: "checked", faults: 2, outside: 1 });
  const page = async (query: string) =>
    JSON.parse((await rest.call(token, "GET", `/imports/${bad.id}/faults?${query}`)).text);
  const first = await page("limit=2");
  const second = await page(`limit=2&cursor=${first.next}`);
  const faults = [...first.items, ...second.items];
  expect([faults.length, second.next]).toEqual([3, null]);
  for (const { path: place, message } of faults)
    expect([place, message]).toEqual([expect.stringMatching(/[24]|5/), expect.any(String)]);
  expect((await act(bad.id, "commit", { bounds: "record" })).status).toBe(409);
  expect((await act(bad.id, "cancellation")).status).toBe(200);

  const good = await send(path, { name: "past.csv" }, csv(row("0.3"), row("0.4", "frost")));
  await runImport(good.id);
  const found = {
    counts: { questions: 2, forecasts: 2, people: 1 },
    first: [{ person: "Anna", probability: 0.3 }, {}],
  };
  expect(await look(good.id)).toMatchObject({ state: "checked", faults: 0, found, made: null });
  expect((await act(good.id, "commit", { bounds: "refuse" })).status).toBe(200);
  await runImport(good.id);
  expect(await look(good.id)).toMatchObject({ state: "imported", made: { counts: { forecasts: 2 } } });
  expect((await act(good.id, "undo")).status).toBe(200);
  await runImport(good.id);
  expect(await look(good.id)).toMatchObject({ state: "undone", undoneBy: "Hands in" });
  expect(await db.question.count({ where: { importId: good.id } })).toBe(0);
});

it("a file sent again with its key is stored once, and another one with the key is refused", async () => {
  const path = `/teams/${world.own.teamId}/imports`;
  const key = randomUUID();
  const first = await send(path, { name: "a.csv" }, csv(row("0.3")), key);
  const again = await send(path, { name: "a.csv" }, csv(row("0.3")), key);
  expect([again.status, again.id, again.headers.get("idempotency-replayed")]).toEqual([201, first.id, "true"]);
  expect((await send(path, { name: "a.csv" }, csv(row("0.4")), key)).status).toBe(422);
  expect((await send(path, { name: "b.csv" }, csv(row("0.3")), key)).status).toBe(422);
  const twice = randomUUID();
  const both = await Promise.all([1, 2].map(() => send(path, { name: "c.csv" }, csv(row("0.5")), twice)));
  expect(both.map(({ status }) => status).toSorted()).toEqual(expect.arrayContaining([201]));
  const { rows } = await pool.query(`SELECT "fileName" FROM "WorldImport" WHERE "createdById" = $1 ORDER BY "id"`, [
    lead.userId,
  ]);
  expect(rows.map(({ fileName }) => fileName)).toEqual(["a.csv", "c.csv"]);
});

it("an upload that breaks off is no import and keeps nobody's place", async () => {
  const path = `/teams/${world.own.teamId}/imports?name=a.csv`;
  const before = await db.worldImport.count({ where: { createdById: lead.userId } });
  await halfSent(path, { "Content-Type": "text/csv", "Content-Length": "1000" }, `${HEAD}\nhalf`);
  await vi.waitFor(async () =>
    expect(await db.worldImport.count({ where: { createdById: lead.userId } })).toBe(before),
  );
});

it("only the scope of imports brings worlds in, whatever else a token may", async () => {
  const { token: writes } = await newApiToken(db, lead.userId, { scopes: ["read", "forecast", "write", "resolve"] });
  const refused = await send(
    `/teams/${world.own.teamId}/imports`,
    { name: "a.csv" },
    csv(row("0.3")),
    undefined,
    writes,
  );
  expect([refused.status, JSON.parse(refused.text).type]).toEqual([403, "/api/v1/docs#insufficient-scope"]);
});
