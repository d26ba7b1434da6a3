import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { Actor } from "#core/permissions";
import { compact } from "#server/collab/compact";
import { postgresLog } from "#server/collab/postgres-log";
import { rewrite } from "#server/collab/rewrite";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { positionsOf, sharedText } from "#server/collab/shared-text";
import { testTeam } from "#server/collab/test-team";
import { testDatabase } from "#server/platform/test-database";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { openThread } from "#server/rationales/threads/open-thread";
import { compareRationale } from "#server/rationales/versions/compare";
import { nameVersion } from "#server/rationales/versions/name-version";
import { pastText } from "#server/rationales/versions/past-text";
import { redactRationale } from "#server/rationales/versions/redact";
import { restoreRationale } from "#server/rationales/versions/restore";
import { versionsOf } from "#server/rationales/versions/version-list";

const { db, pool } = testDatabase();
const SECRET = "Zweisimmen";

/** A rationale that once named a place, has a version and a snapshot of that, and names it no more. */
async function careless() {
  const team = await testTeam();
  const scenario = { id: await team.scenario(), teamId: team.teamId, archivedAt: null };
  const author: Actor = {
    userId: await team.person("Analyst 1", "FORECASTER"),
    orgRole: "MEMBER",
    memberships: [{ memberId: team.teamId, teamId: team.teamId, role: "FORECASTER" }],
  };
  const admin: Actor = { userId: await team.person("Admin 1", null, "ADMIN"), orgRole: "ADMIN", memberships: [] };
  const content = [paragraph(`Our source in ${SECRET} says so.`), paragraph("It will pass.")];
  await db.$transaction((tx) =>
    seedRationale(tx, { scenarioId: scenario.id, teamId: scenario.teamId, userId: author.userId, content }),
  );
  const log = postgresLog();
  await nameVersion({ actor: author, scenario }, { title: `What ${SECRET} told us` });
  await nameVersion({ actor: author, scenario }, { title: "First draft" });
  await compact(log, scenario.id, { snapshotKeptRows: 10 });
  const stored = await log.read(scenario.id);
  const document = new Y.Doc();
  if (stored?.snapshot) Y.applyUpdateV2(document, stored.snapshot.state);
  const update = rewrite(document, {
    type: "doc",
    content: [paragraph("Our source says so."), paragraph("It will pass.")],
  });
  if (update) await log.append({ documentId: scenario.id, update, userId: author.userId });
  await compact(log, scenario.id, { snapshotKeptRows: 1 });
  return { scenario, author, admin, log };
}

/** Every column of the database that can hold words, searched for these; Yjs writes text in UTF-8 in both of its encodings. */
async function whereStands(words: string): Promise<string[]> {
  const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(
    `SELECT table_name AS "table", column_name AS "column", data_type AS "type" FROM information_schema.columns
      WHERE table_schema = 'public' AND data_type IN ('text', 'bytea', 'jsonb', 'json', 'ARRAY', 'character varying')`,
  );
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const held = type === "bytea" ? `position($1::bytea IN "${column}") > 0` : `position($2 IN "${column}"::text) > 0`;
    const { rows } = await pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "${table}" WHERE ${held} AND ($1::bytea IS NOT NULL AND $2::text IS NOT NULL)`,
      [Buffer.from(words), words],
    );
    if (rows[0]?.n) found.push(`${table}.${column}`);
  }
  return found.toSorted();
}

describe("a redaction", () => {
  it("leaves the removed words nowhere in the database", async () => {
    const { scenario, admin } = await careless();
    expect(await whereStands(SECRET)).toEqual([
      "DocumentSnapshot.state",
      "DocumentUpdate.update",
      "DocumentVersion.title",
    ]);
    await redactRationale({ actor: admin, scenario }, { reason: "It named a source.", words: SECRET });
    expect(await whereStands(SECRET)).toEqual([]);
    expect(await whereStands("Our source says so.")).toEqual(["DocumentUpdate.update"]);
  });

  it("leaves the text as it is and the list of versions, without their texts", async () => {
    const { scenario, author, admin } = await careless();
    const before = await pastText(author, scenario.id, { kind: "now" });
    await redactRationale({ actor: admin, scenario }, { reason: "It named a source.", words: SECRET });
    expect((await pastText(author, scenario.id, { kind: "now" })).text).toEqual(before.text);
    const { versions, history } = await versionsOf(author, scenario.id);
    const removed = { by: "Admin 1", reason: "It named a source.", seq: 2 };
    expect(history).toMatchObject({ generation: 1, head: 3, redactions: [removed] });
    expect(versions).toMatchObject([
      { number: 3, kind: "REDACTION", seq: 3, removed: null },
      { number: 2, title: "First draft", removed },
      { number: 1, title: null, removed },
    ]);
    const salts = await db.documentVersion.findMany({ where: { documentId: scenario.id }, orderBy: { number: "asc" } });
    expect(salts.map(({ textSalt }) => textSalt === null)).toEqual([true, true, false]);
  });

  it("leaves comments, and of their quotes what the text still says", async () => {
    const { scenario, author, admin, log } = await careless();
    const member = await db.member.findFirstOrThrow({ where: { userId: author.userId }, select: { id: true } });
    const own = {
      ...author,
      memberships: [{ memberId: member.id, teamId: scenario.teamId, role: "FORECASTER" as const }],
    };
    const stored = await log.read(scenario.id);
    const document = new Y.Doc();
    if (stored?.snapshot) Y.applyUpdateV2(document, stored.snapshot.state);
    const about = async (words: string) => {
      const flat = sharedText(document);
      const start = flat.text.indexOf(words);
      const positions = positionsOf(flat, { start, end: start + words.length });
      const [from, to] = [positions?.start, positions?.end].map((at) => Buffer.from(at ?? []).toString("base64"));
      const { threadId } = await openThread(
        { actor: own, scenario },
        { start: from ?? "", end: to ?? "", body: `Who says so of ${words.length} letters?` },
      );
      return threadId;
    };
    const [standing, going] = [await about("It will pass"), await about("source says")];
    const update = rewrite(document, { type: "doc", content: [paragraph("It will pass.")] });
    if (update) await log.append({ documentId: scenario.id, update, userId: author.userId });
    await redactRationale({ actor: admin, scenario }, { reason: "It named a source.", words: "" });
    const { comments } = await rationaleOf(author, scenario.id);
    const shown = new Map(comments.threads.map((thread) => [thread.id, thread]));
    expect(shown.get(standing)).toMatchObject({ words: "It will pass", place: { start: 1, end: 13 } });
    expect(shown.get(going)).toMatchObject({
      words: "",
      place: null,
      comments: [{ body: "Who says so of 11 letters?" }],
    });
    expect((await whereStands("source says")).filter((place) => place.startsWith("RationaleThread"))).toEqual([]);
  });

  it("is told to whoever asks for a text that it removed", async () => {
    const { scenario, author, admin, log } = await careless();
    const { createdAt } = await db.documentUpdate.findFirstOrThrow({ where: { documentId: scenario.id, seq: 2 } });
    await redactRationale({ actor: admin, scenario }, { reason: "It named a source.", words: "" });
    const removed = { by: "Admin 1", reason: "It named a source." };
    for (const point of [
      { kind: "instant", at: createdAt.getTime() + 1 },
      { kind: "version", number: 1 },
      { kind: "update", seq: 2 },
    ] as const) {
      expect(await pastText(author, scenario.id, point)).toMatchObject({ text: null, removed });
      const compared = await compareRationale(author, scenario.id, point, { kind: "now" });
      expect(compared).toMatchObject({ diff: null, before: { removed }, after: { removed: null } });
    }
    await expect(restoreRationale({ actor: author, scenario }, { point: "v1" })).rejects.toThrow(
      "removed by a redaction",
    );
    const late = { documentId: scenario.id, update: Uint8Array.of(0, 0), userId: author.userId, generation: 0 };
    await expect(log.append(late)).rejects.toMatchObject({ name: "HistoryRemoved" });
    expect(await log.append({ ...late, generation: 1 })).toBe(4);
  });

  it("is sealed and audited, without its words", async () => {
    const { scenario, admin } = await careless();
    await redactRationale({ actor: admin, scenario }, { reason: "It named a source.", words: SECRET });
    const redaction = await db.documentRedaction.findFirstOrThrow({ where: { documentId: scenario.id } });
    const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: redaction.id } });
    expect(entry).toMatchObject({ kind: "rationale.redaction", body: { sequence: 2, generation: 1 } });
    expect(JSON.stringify(entry.body)).not.toContain("source");
    const audit = await db.auditEntry.findFirst({ where: { action: "rationale.redact", subjectId: scenario.id } });
    expect(audit).toMatchObject({ actorId: admin.userId, detail: { sequence: 2, generation: 1 } });
  });

  it("is refused while the text still says the words, when its reason does, and where nothing was written", async () => {
    const { scenario, admin, author } = await careless();
    const redact = (reason: string, words: string, of = scenario) =>
      redactRationale({ actor: admin, scenario: of }, { reason, words });
    await expect(redact("A source", "It will  PASS")).rejects.toMatchObject({ code: "INVALID", field: "words" });
    await expect(redact(`Of ${SECRET}`, SECRET)).rejects.toMatchObject({ code: "INVALID", field: "reason" });
    const empty = await testTeam();
    const unwritten = { ...scenario, id: await empty.scenario(), teamId: empty.teamId };
    await expect(redact("A source", "", unwritten)).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await versionsOf(author, scenario.id)).history.may.redact).toBe(false);
    expect((await versionsOf(admin, scenario.id)).history.may.redact).toBe(true);
  });

  it("is the only way for an update to leave the log", async () => {
    const { scenario, admin } = await careless();
    await expect(pool.query(`DELETE FROM "DocumentUpdate" WHERE "documentId" = $1`, [scenario.id])).rejects.toThrow(
      "append-only",
    );
    await redactRationale({ actor: admin, scenario }, { reason: "It named a source.", words: "" });
    await expect(pool.query(`DELETE FROM "DocumentUpdate" WHERE "documentId" = $1`, [scenario.id])).rejects.toThrow(
      "append-only",
    );
    await expect(pool.query(`DELETE FROM "DocumentRedaction" WHERE "documentId" = $1`, [scenario.id])).rejects.toThrow(
      "append-only",
    );
  });
});
