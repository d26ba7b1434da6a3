import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { MAX_EVIDENCE_BYTES } from "#core/evidence";
import { can } from "#core/permissions";
import { handleEvidence } from "#server/evidence-door";
import { db, pool } from "#server/platform/db";
import { dispositionOf } from "#server/platform/disposition";
import { confirmResolution } from "#server/resolution/confirm-resolution";
import { proposeResolution } from "#server/resolution/propose-resolution";
import { E2E_SECRET } from "../e2e/fixtures/accounts";
import { cookieOf } from "../e2e/fixtures/sessions";
import { buildWorld, ROLES, type World } from "../e2e/fixtures/world";
import { addPerson, type Person } from "../e2e/fixtures/world-people";

const DAY = 86_400_000;
const PDF = Buffer.from("%PDF-1.7\nThe protocol of the visit.");

let server: Server;
let url: string;
let port: number;
/** Requests that are being answered. */
let underWay = 0;
let world: World;
/** Somebody new in each test, so that no limit is spent by another test. */
let forecaster: Person;

beforeAll(async () => {
  process.env.AUTH_SECRET = E2E_SECRET;
  world = await buildWorld(db);
  const handle = handleEvidence(false);
  server = createServer((request, response) => {
    underWay++;
    void handle(request, response).finally(() => underWay--);
  }).listen(0);
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address ? address.port : 0;
  url = `http://127.0.0.1:${port}`;
});
afterAll(() => server.close());
beforeEach(async () => {
  forecaster = await addPerson(db, {
    name: "Hands in",
    memberships: [{ teamId: world.own.teamId, role: "FORECASTER" }],
  });
});

const own = () => world.own.questions.CLOSED.questionId;

interface HandIn {
  by?: Person | null;
  question?: string;
  name?: string;
  body?: Buffer;
  headers?: Record<string, string>;
}

async function handIn({
  by = forecaster,
  question = own(),
  name = "protocol.pdf",
  body = PDF,
  headers = {},
}: HandIn = {}) {
  const answer = await fetch(`${url}/api/evidence?${new URLSearchParams({ question, name })}`, {
    method: "POST",
    body: new Uint8Array(body),
    headers: { origin: url, cookie: by ? await cookieOf(by) : "", ...headers },
  });
  const said: { id: string; name: string; mediaType: string; sha256: string; message?: string } = await answer.json();
  return { status: answer.status, ...said };
}

const fetchAs = async (person: Person | null, id: string, method = "GET") =>
  fetch(`${url}/api/evidence/${id}`, {
    method,
    headers: { cookie: person ? await cookieOf(person) : "" },
    redirect: "manual",
  });

const kept = (by: Person) => db.evidenceFile.count({ where: { uploadedById: by.userId } });

/** A file that a proposal names, of a question that is made for it. */
async function named(team: World["own"], by: Person, body = PDF, name = "protocol.pdf"): Promise<string> {
  const { questionId, versionId } = team.questions.PROPOSED;
  const { id } = await handIn({ by, question: questionId, body, name });
  const proposal = await db.resolutionProposal.findFirstOrThrow({
    where: { questionId, questionVersionId: versionId },
  });
  const position = (await db.proposalFile.count({ where: { proposalId: proposal.id } })) + 1;
  await db.proposalFile.create({
    data: { teamId: team.teamId, questionId, proposalId: proposal.id, fileId: id, position },
    select: { fileId: true },
  });
  return id;
}

it("is kept as it came, by its hash, and handed out as a download that nothing renders, sniffs, frames or caches", async () => {
  const { id, ...file } = await handIn({ name: "Протокол “визита”.pdf" });
  const sha256 = createHash("sha256").update(PDF).digest("hex");
  expect(file).toEqual({
    status: 200,
    name: "Протокол “визита”.pdf",
    mediaType: "application/pdf",
    size: PDF.length,
    sha256,
  });
  const answer = await fetchAs(forecaster, id);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(PDF);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "application/pdf",
    "content-length": String(PDF.length),
    "content-disposition": `attachment; filename="________ ________.pdf"; filename*=UTF-8''${encodeURIComponent("Протокол “визита”.pdf")}`,
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
    "cross-origin-resource-policy": "same-origin",
  });
  const head = await fetchAs(forecaster, id, "HEAD");
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, String(PDF.length), ""]);
});

it.each([
  ["a web page called a PDF", "report.pdf", "<!doctype html><script>alert(1)</script>"],
  ["a picture of markup called a PNG", "map.png", '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ["a program", "setup.pdf", "MZ\u0000\u0001"],
  ["an archive called text", "notes.txt", "PK\u0003\u0004"],
])("%s is refused, and nothing is kept", async (_, name, body) => {
  const answer = await handIn({ name, body: Buffer.from(body) });
  expect(answer).toMatchObject({ status: 400, message: expect.stringContaining("Evidence is a PDF") });
  expect(await kept(forecaster)).toBe(0);
});

it.each([
  ["../../../etc/passwd", "passwd.txt"],
  ["run.bat", "run.bat.txt"],
  ["fdp.\u202etxt.exe", "fdp.txt.exe.txt"],
  ['x"; filename="evil.html', "x_; filename=_evil.html.txt"],
  ["line\r\nSet-Cookie: a=b.txt", "lineSet-Cookie_ a=b.txt"],
  ["", "evidence.txt"],
])("a file called %j is kept as %j", async (given, name) => {
  const { id, ...file } = await handIn({ name: given, body: Buffer.from("A plain note.") });
  expect(file).toMatchObject({ status: 200, name, mediaType: "text/plain" });
  const { headers } = await fetchAs(forecaster, id);
  expect(headers.get("content-disposition")).toBe(dispositionOf(name));
  expect(headers.get("set-cookie")).toBeNull();
  expect(headers.get("content-type")).toBe("text/plain; charset=utf-8");
});

it("what is too large, of unknown length or empty is refused before it is read", async () => {
  expect(await handIn({ body: Buffer.alloc(MAX_EVIDENCE_BYTES + 1, "%PDF-") })).toMatchObject({ status: 413 });
  expect(await handIn({ body: Buffer.alloc(0) })).toMatchObject({ status: 400, message: "This file is empty." });
  // A length that is told and not sent: the answer comes all the same.
  expect(await raw("Content-Length: 99999999999\r\n", "")).toContain("HTTP/1.1 413");
  expect(await raw("Transfer-Encoding: chunked\r\n", "5\r\n%PDF-\r\n0\r\n\r\n")).toContain("HTTP/1.1 400");
  expect(await kept(forecaster)).toBe(0);
});

it("of a file that breaks off on its way nothing is kept", async () => {
  const cookie = await cookieOf(forecaster);
  const socket = connect(port, "127.0.0.1");
  socket.write(
    `POST /api/evidence?question=${own()}&name=x.pdf HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${url}\r\nCookie: ${cookie}\r\nContent-Length: 1000\r\n\r\n%PDF-1.7`,
  );
  await expect.poll(() => underWay).toBe(1);
  socket.destroy();
  await expect.poll(() => underWay).toBe(0);
  expect(await kept(forecaster)).toBe(0);
});

/** A request as bytes on a connection of its own; answers the first line. */
async function raw(headers: string, body: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  const cookie = await cookieOf(forecaster);
  socket.write(
    `POST /api/evidence?question=${own()}&name=x.pdf HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${url}\r\nCookie: ${cookie}\r\n${headers}\r\n${body}`,
  );
  const [data] = await once(socket, "data");
  socket.destroy();
  return String(data).split("\r\n")[0] ?? "";
}

it("nothing is taken from another site, without an origin, or from nobody", async () => {
  expect((await handIn({ headers: { origin: "https://elsewhere.example" } })).status).toBe(403);
  expect((await handIn({ headers: { origin: "null" } })).status).toBe(403);
  expect((await handIn({ by: null })).status).toBe(401);
  expect(await kept(forecaster)).toBe(0);
});

it("who may propose a resolution hands in evidence for it, by the permission table", async () => {
  for (const role of ROLES) {
    const person = world.people[role];
    for (const team of [world.own, world.foreign]) {
      const { teamId } = team;
      const due = !can(person, "question.read", { teamId })
        ? 404
        : can(person, "resolution.propose", { teamId })
          ? 200
          : 403;
      const { status } = await handIn({ by: person, question: team.questions.CLOSED.questionId });
      expect(status, `${role} ${team.mark}`).toBe(due);
    }
    expect((await handIn({ by: person, question: world.own.questions.DRAFT.questionId })).status).toBe(404);
  }
  expect((await handIn({ question: "0199a0a0-0000-7000-8000-000000000000" })).status).toBe(404);
  expect((await handIn({ question: "no-id" })).status).toBe(400);
});

it("a file is read by whoever reads its question and found by nobody else", async () => {
  const files = [
    { team: world.own, id: await named(world.own, world.people.lead) },
    { team: world.foreign, id: await named(world.foreign, world.people.outsider) },
  ];
  for (const { team, id } of files) {
    for (const role of [...ROLES, "outsider", "proposer"] as const) {
      const due = can(world.people[role], "question.read", { teamId: team.teamId }) ? 200 : 404;
      expect((await fetchAs(world.people[role], id)).status, `${role} ${team.mark}`).toBe(due);
    }
    const signedOut = await fetchAs(null, id);
    expect([signedOut.status, signedOut.headers.get("location")]).toEqual([
      307,
      `/sign-in?next=${encodeURIComponent(`/api/evidence/${id}`)}`,
    ]);
    expect((await fetchAs(world.people.disabled, id)).status).toBe(307);
  }
  for (const id of ["0199a0a0-0000-7000-8000-000000000000", "no-id", ""])
    expect((await fetchAs(world.people.lead, id)).status).toBe(404);
});

it("a file that no proposal names is its sender's alone", async () => {
  const { id } = await handIn();
  expect((await fetchAs(forecaster, id)).status).toBe(200);
  for (const role of ["lead", "admin", "leader"] as const)
    expect((await fetchAs(world.people[role], id)).status).toBe(404);
});

it("hands in too often, and is told how long to wait", async () => {
  await pool.query(`DELETE FROM "rate_limit"`);
  const wrong = { body: Buffer.from("<html>") };
  for (let n = 0; n < 60; n++) await handIn(wrong);
  expect(await handIn(wrong)).toMatchObject({ status: 429, message: expect.stringContaining("Wait") });
});

it("a proposal names its own files: of the same person and question, each once; what is left over goes after a day", async () => {
  const { teamId } = world.own;
  const [mine, others] = [await handIn(), await handIn({ by: world.people.lead })];
  const elsewhere = await handIn({ question: world.own.questions.OPEN.questionId });
  const propose = (files: string[]) =>
    proposeResolution(
      { actor: forecaster, question: { id: own() } },
      { outcome: "YES", knownAt: new Date(Date.now() - 10 * DAY), note: "", files },
    );
  for (const id of [others.id, elsewhere.id, "0199a0a0-0000-7000-8000-000000000000"])
    await expect(propose([mine.id, id])).rejects.toMatchObject({ code: "INVALID", field: "files" });
  expect(await db.proposalFile.count({ where: { fileId: mine.id } })).toBe(0);
  const { proposalId } = await propose([mine.id]);
  const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: proposalId, kind: "proposal" } });
  expect(entry.body).toMatchObject({ files: [{ file: mine.id, sha256: mine.sha256, size: PDF.length }] });
  await expect(db.evidenceFile.delete({ where: { id: mine.id } })).rejects.toThrow();
  await expect(pool.query(`UPDATE "EvidenceFile" SET "name" = 'x.pdf' WHERE "id" = $1`, [others.id])).rejects.toThrow(
    /append-only/,
  );
  await expect(pool.query(`DELETE FROM "ProposalFile" WHERE "fileId" = $1`, [mine.id])).rejects.toThrow(/append-only/);

  await pool.query(
    `INSERT INTO "EvidenceFile" ("id", "teamId", "questionId", "name", "mediaType", "size", "sha256", "content", "uploadedById", "uploadedAt")
     SELECT gen_random_uuid(), $1, $2, 'old.txt', 'text/plain', 3, sha256('old'), 'old', $3, now() - interval '25 hours'`,
    [teamId, own(), forecaster.userId],
  );
  await handIn();
  const left = await db.evidenceFile.findMany({ where: { uploadedById: forecaster.userId }, select: { name: true } });
  expect(left.map(({ name }) => name)).toEqual(["protocol.pdf", "protocol.pdf", "protocol.pdf"]);
  await confirmResolution({ actor: world.people.lead, proposal: { id: proposalId } }, {});
});
