import { beforeAll, describe, expect, it } from "vitest";
import { readerOf } from "#server/exchange/export-snapshot";
import { exportTeam } from "#server/exchange/export-world";
import { loadActor } from "#server/identity/actor";
import { erasePerson } from "#server/identity/erasure/erase-person";
import { by, talkativePerson, WORDS } from "#server/identity/erasure/erasure.fixture";
import { POINTERS } from "#server/identity/erasure/pointers.fixture";
import { signIn } from "#server/identity/sign-in";
import { startSealer } from "#server/ledger/sealer";
import { verifyLedger } from "#server/ledger/verify";
import { db, pool } from "#server/platform/db";
import { scoreResolutions } from "#server/scores/score-question";
import { bytesIn } from "../../../e2e/fixtures/byte-search";
import { newOpenQuestion } from "../../../e2e/fixtures/new-round";
import type { World } from "../../../e2e/fixtures/world";
import { memberIn, type Person } from "../../../e2e/fixtures/world-people";

let world: World;
let admin: Person;
let person: Person;
let salts: Uint8Array[];

const memberId = () => memberIn(person, world.own.teamId);

beforeAll(async () => {
  const said = await talkativePerson();
  expect(said.scored).toBeGreaterThan(0);
  ({ world, person, salts } = said);
  admin = world.people.admin;
});

const scores = async () => {
  const { rows } = await pool.query(
    `SELECT *, encode(float8send("value"), 'hex') AS "bits" FROM "Score" ORDER BY "resolutionId", "memberId", "rule"`,
  );
  return rows;
};
const forecasts = async () => {
  const { rows } = await pool.query(
    `SELECT to_jsonb(f) - '{reason,reasonSalt}'::text[] AS "row" FROM "Forecast" f ORDER BY "id"`,
  );
  return rows;
};

const needles = () => ["Quillfeather", person.email, "Antarctica/Troll", ...Object.values(WORDS)];

const wanted = (more: Partial<{ name: string; reason: string; userId: string }> = {}) => ({
  userId: person.userId,
  name: "Xenia Quillfeather",
  reason: "They asked for it.",
  ...more,
});

describe("before an erasure", () => {
  it("the search finds the name, the address and every text where it was written", async () => {
    const found = await bytesIn(pool, needles());
    expect([...found.keys()].toSorted()).toEqual(needles().toSorted());
    expect([...(await bytesIn(pool, salts)).keys()]).toHaveLength(salts.length);
  });

  it("another name, a reason that names them, and oneself are refused, and nothing is erased", async () => {
    await expect(erasePerson({ actor: admin }, wanted({ name: "Xenia" }))).rejects.toMatchObject({ field: "name" });
    await expect(erasePerson({ actor: admin }, wanted({ reason: "xenia quillfeather asked" }))).rejects.toMatchObject({
      field: "reason",
    });
    await expect(erasePerson({ actor: person }, wanted())).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await db.erasure.count()).toBe(0);
    expect(await loadActor(person)).not.toBeNull();
  });

  it("nobody's words leave the append-only tables without one, and of an erased person nothing but the words", async () => {
    const refused = /append-only/;
    const reason = `"reason" = NULL, "reasonSalt" = NULL`;
    await expect(pool.query(`UPDATE "Forecast" SET ${reason} WHERE "memberId" = $1`, [memberId()])).rejects.toThrow(
      refused,
    );
  });
});

describe("an erasure", () => {
  let before: { scores: unknown[]; forecasts: unknown[] };
  let sealed: string;
  beforeAll(async () => {
    const sealer = await startSealer();
    await sealer.stop();
    sealed = (await verifyLedger()).root;
    before = { scores: await scores(), forecasts: await forecasts() };
    await erasePerson({ actor: admin }, wanted());
  });

  it("leaves neither name, address, zone, words nor salts in any column of any table", async () => {
    expect([...(await bytesIn(pool, needles()))]).toEqual([]);
    expect([...(await bytesIn(pool, salts))]).toEqual([]);
  });

  it("leaves every number under the pseudonym; scores are the same and recompute to the bit", async () => {
    expect(before.scores.length).toBeGreaterThan(0);
    expect(await scores()).toEqual(before.scores);
    expect(await forecasts()).toEqual(before.forecasts);
    const resolutions = await db.resolution.findMany({ where: { scores: { some: {} } }, select: { id: true } });
    await db.$transaction(async (tx) => {
      await tx.score.deleteMany();
      await tx.crowdScore.deleteMany();
      await scoreResolutions(
        tx,
        resolutions.map(({ id }) => id),
      );
    });
    expect(await scores()).toEqual(before.scores);
  });

  it("keeps the ledger in agreement, with what was sealed before under the same root, and says how many are erased", async () => {
    const sealer = await startSealer();
    await sealer.stop();
    const report = await verifyLedger();
    expect(report.faults).toEqual([]);
    expect(report.erased).toMatchObject({ people: 1 });
    expect(report.erased.words).toBeGreaterThanOrEqual(Object.keys(WORDS).length);
    const { rows } = await pool.query<{ root: string }>(`SELECT encode("root", 'hex') AS root FROM "MerkleHead"`);
    expect(rows.map(({ root }) => root)).toContain(sealed);
    const entry = await db.journalEntry.findFirstOrThrow({ where: { kind: "erasure" }, select: { body: true } });
    expect(entry.body).toMatchObject({ member: memberId() });
  });

  it("shuts them out for good: no session, no sign-in, no way to enable or rename", async () => {
    expect(await loadActor(person)).toBeNull();
    expect(await loadActor({ ...person, tokenVersion: person.tokenVersion + 1 })).toBeNull();
    expect(
      await signIn(
        { email: person.email, password: "a long enough password" },
        { address: "x", userAgent: null, former: null },
      ),
    ).toBeNull();
    const { userId } = person;
    await expect(by(admin).user.enable({ userId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(by(admin).user.setOrgRole({ userId, orgRole: "ADMIN" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(by(admin).user.resetLink({ userId })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(by(admin).user.erase(wanted())).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      pool.query(`UPDATE "User" SET "name" = 'Xenia Quillfeather' WHERE "id" = $1`, [userId]),
    ).rejects.toThrow(/stays erased/);
  });

  it("leaves others' words and numbers as they were, and append-only", async () => {
    const own = memberIn(world.people.forecaster, world.own.teamId);
    expect(await db.forecast.count({ where: { memberId: own, reason: { not: null } } })).toBeGreaterThan(0);
    const refused = /append-only/;
    await expect(
      pool.query(`UPDATE "Forecast" SET "reason" = NULL, "reasonSalt" = NULL WHERE "memberId" = $1`, [own]),
    ).rejects.toThrow(refused);
    await expect(
      pool.query(`UPDATE "Forecast" SET "probabilities" = '{0.9}' WHERE "memberId" = $1`, [memberId()]),
    ).rejects.toThrow(refused);
    await expect(
      pool.query(`UPDATE "Forecast" SET "reason" = 'put in' WHERE "memberId" = $1`, [memberId()]),
    ).rejects.toThrow(refused);
  });

  it("is in the audit log without a name, and an export of the team gives the numbers under the pseudonym", async () => {
    const entry = await db.auditEntry.findFirstOrThrow({
      where: { action: "user.erase" },
      select: { actorId: true, subjectId: true },
    });
    expect(entry).toEqual({ actorId: admin.userId, subjectId: person.userId });
    const { teamId } = world.own;
    let text = "";
    for await (const piece of exportTeam(teamId, readerOf(admin, teamId, "NAMES"))) text += piece;
    expect(text).not.toContain("Quillfeather");
    expect(text).toContain(`Erased person ${memberId().slice(-4)}`);
    expect(text).toContain("0.77");
  });

  it("the pages of the team still open on what is left", async () => {
    const { questionId } = world.own.questions.OPEN;
    const { resolutionHistory } = await import("#server/resolution/history-queries");
    const [latest] = await resolutionHistory(admin, world.own.questions.CLOSED.questionId);
    expect(latest).toMatchObject({ note: "Erased with its author." });
    const { viewOfQuestion } = await import("#server/forecasts/forecast-queries");
    await expect(viewOfQuestion(world.people.forecaster, questionId)).resolves.toBeDefined();
  });

  it("words that an act under way wrote just after it go with the next look", async () => {
    const { sweepErased } = await import("#server/identity/erasure/erase-person");
    const { teamId, questions } = world.own;
    await db.questionComment.create({
      data: {
        teamId,
        questionId: questions.OPEN.questionId,
        memberId: memberId(),
        body: "late persimmon",
        bodySalt: new Uint8Array(32),
      },
      select: { id: true },
    });
    await sweepErased();
    expect([...(await bytesIn(pool, ["late persimmon"]))]).toEqual([]);
  });
});

it("words that were changed, or went without an erasure, are a fault of the ledger", async () => {
  const { forecaster } = world.people;
  const question = await newOpenQuestion(db, world.own, forecaster.userId);
  const submit = (reason: string) =>
    by(forecaster).forecast.submit({ questionId: question.questionId, probability: 0.5, reason });
  const [changed, gone] = [await submit("as it was"), await submit("as it stays")];
  expect((await verifyLedger()).faults).toEqual([]);
  await pool.query(`SET session_replication_role = replica;
    UPDATE "Forecast" SET "reason" = 'as it never was' WHERE "id" = '${changed.forecastId}';
    UPDATE "Forecast" SET "reason" = NULL, "reasonSalt" = NULL WHERE "id" = '${gone.forecastId}';
    SET session_replication_role = origin`);
  expect((await verifyLedger()).faults.toSorted()).toEqual(
    [changed, gone]
      .map(({ forecastId }) => `The words of Forecast ${forecastId} are not those that its entry sealed.`)
      .toSorted(),
  );
});

it("of every table that points to an account it is said whether its rows go, and they do", async () => {
  const { rows } = await pool.query<{ table: string; column: string }>(
    `SELECT c.conrelid::regclass::text AS "table", a.attname AS "column" FROM pg_constraint c
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.confrelid = '"User"'::regclass`,
  );
  const pointers = rows.map(({ table, column }) => ({ table, column, key: `${table.replaceAll('"', "")}.${column}` }));
  expect(pointers.map(({ key }) => key).toSorted()).toEqual(Object.keys(POINTERS).toSorted());
  for (const { table, column, key } of pointers) {
    if (POINTERS[key] !== "goes") continue;
    const left = await pool.query(`SELECT FROM ${table} WHERE "${column}" = $1`, [person.userId]);
    expect(left.rowCount, key).toBe(0);
  }
});
