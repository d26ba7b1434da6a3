import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { importPage } from "#server/exchange/import-queries";
import { cancelImport, startImport, startUndo } from "#server/exchange/manage-import";
import { runImport } from "#server/exchange/run-import";
import { fileOf } from "#server/exchange/test-world";
import { uploadWorld } from "#server/exchange/upload";
import { startSealer } from "#server/ledger/sealer";
import { verifyLedger } from "#server/ledger/verify";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { type QuestionFixture, questionFixture } from "#server/scores/question.fixture";

const HEAD = "question,type,title,opensAt,closesAt,knownAt,outcome,person,madeAt,kind,probability";
const ASKED = 'snow,binary,"Will it snow,\nor not?",2024-01-01,2024-02-01,2024-01-20,yes';
const CSV = [
  HEAD,
  `${ASKED},Anna,2024-01-02T09:00:00Z,forecast,0.3`,
  `${ASKED},Anna,2024-01-03T09:00:00Z,,45%`,
  `${ASKED},Boris,2024-01-03T10:00:00Z,forecast,"0,6"`,
  "frost,binary,Frost?,2024-01-01,2124-02-01,,,Boris,2024-01-03T10:00:00Z,forecast,0.9",
].join("\r\n");

let fixture: QuestionFixture;
let lead: Actor & { memberId: string };
let forecaster: Actor & { memberId: string };
beforeAll(async () => {
  fixture = await questionFixture();
  lead = await fixture.person("LEAD");
  forecaster = await fixture.person("FORECASTER");
});

const given = (content: string, name = "past.csv") => ({ teamId: fixture.teamId, name, body: fileOf(content).bytes() });
const context = (id: string) => ({ actor: lead, import: { id, teamId: fixture.teamId } });
const look = async (id: string) => importPage(lead, id, 1);

async function uploaded(content: string): Promise<string> {
  const { importId } = await uploadWorld(lead, given(content));
  await runImport(importId);
  return importId;
}

/** Everything of the team that an import writes. */
async function rowsOf(teamId: string) {
  const where = { teamId };
  return {
    members: await db.member.findMany({ where, orderBy: { id: "asc" } }),
    questions: await db.question.findMany({ where, orderBy: { id: "asc" } }),
    versions: await db.questionVersion.count({ where }),
    scenarios: await db.scenario.count({ where }),
    briefs: await db.briefVersion.count({ where }),
    passages: await db.passage.count({ where }),
    forecasts: await db.forecast.findMany({ where, orderBy: { id: "asc" } }),
    heads: await db.forecastHead.count({ where }),
    resolutions: await db.resolution.count({ where }),
    scores: await db.score.count({ where }),
  };
}

it("an upload is looked at, shown, imported, and taken back without a trace but in the ledger", async () => {
  await fixture.forecast(forecaster.memberId, new Date("2024-01-05"), 0.4);
  const before = await rowsOf(fixture.teamId);
  const id = await uploaded(CSV);
  expect(await look(id)).toMatchObject({
    state: "CHECKED",
    fileName: "past.csv",
    faults: 0,
    outside: 0,
    preview: {
      counts: { people: 2, questions: 2, forecasts: 4, resolutions: 1 },
      from: "2024-01-02T09:00:00Z",
      to: "2024-01-03T10:00:00Z",
      first: [
        { title: "Will it snow,\nor not?", person: "Anna", probability: 0.3 },
        { probability: 0.45 },
        { probability: 0.6 },
        {},
      ],
    },
  });
  expect(await rowsOf(fixture.teamId)).toEqual(before);

  await startImport(context(id), { bounds: "refuse" });
  await runImport(id);
  expect(await look(id)).toMatchObject({ state: "IMPORTED", report: { scored: 2 } });
  expect(await db.forecast.count({ where: { teamId: fixture.teamId } })).toBe(5);
  expect(await db.worldImportChunk.count()).toBe(0);
  await expect(startImport(context(id), { bounds: "refuse" })).rejects.toThrow(AppError);

  await startUndo(context(id));
  await runImport(id);
  expect(await look(id)).toMatchObject({ state: "UNDONE", failure: null });
  expect(await rowsOf(fixture.teamId)).toEqual(before);
  const sealer = await startSealer();
  await sealer.stop();
  const actions = await db.auditEntry.findMany({
    where: { subjectId: id },
    select: { action: true },
    orderBy: { at: "asc" },
  });
  expect(actions.map(({ action }) => action)).toEqual([
    "world.upload",
    "world.start",
    "world.import",
    "world.undo.start",
    "world.undo",
  ]);
});

it("the ledger stands after an undoing, and says so when a forecast is gone otherwise", async () => {
  const sealer = await startSealer();
  await sealer.stop();
  expect((await verifyLedger()).faults).toEqual([]);
  const id = await uploaded(CSV.replaceAll("snow", "hail").replaceAll("frost", "ice"));
  await startImport(context(id), { bounds: "refuse" });
  await runImport(id);
  await expect(db.$executeRaw`DELETE FROM "Forecast" WHERE "teamId" = ${fixture.teamId}::uuid`).rejects.toThrow(
    "append-only",
  );
  await db.$transaction([
    db.$executeRawUnsafe(`SET LOCAL session_replication_role = replica`),
    db.$executeRaw`DELETE FROM "Forecast" WHERE "id" = (SELECT min("id"::text)::uuid FROM "Forecast" WHERE "origin" = 'IMPORT')`,
  ]);
  expect((await verifyLedger()).faults).toEqual(["5 sealed forecasts are gone, but undone imports withdrew 4."]);
});

it("what others have built on stays, and the refusal says what it was", async () => {
  const id = await uploaded(CSV.replaceAll("snow", "storm").replaceAll("frost", "flood"));
  await startImport(context(id), { bounds: "refuse" });
  await runImport(id);
  const { id: questionId } = await db.question.findFirstOrThrow({ where: { importId: id, externalId: "flood" } });
  await db.questionComment.create({
    data: { teamId: fixture.teamId, questionId, memberId: forecaster.memberId, body: "Really?" },
  });
  const opensAt = new Date("2024-01-05");
  const round = { teamId: fixture.teamId, questionId, number: 1, opensAt, endsAt: new Date("2024-01-06") };
  await db.round.create({ data: round, select: { id: true } });
  await expect(startUndo(context(id))).rejects.toThrow("1 round, 1 comment");
  expect(await look(id)).toMatchObject({ state: "IMPORTED" });
  // The same where it came after the question was asked: the undoing itself looks again.
  await db.worldImport.update({ where: { id }, data: { state: "UNDOING" } });
  const before = await rowsOf(fixture.teamId);
  await runImport(id);
  expect(await look(id)).toMatchObject({ state: "IMPORTED", failure: expect.stringContaining("1 comment") });
  expect(await rowsOf(fixture.teamId)).toEqual(before);
});

it("faults are kept with their rows and columns; what lies outside the bounds is a choice", async () => {
  const rows = [
    HEAD,
    `${ASKED},Anna,2024-01-02T09:00:00Z,forecast,0`,
    `${ASKED.replace("yes", "no")},Boris,2024-13-02T09:00:00Z,forecast,half`,
    `${ASKED},,2024-01-02T09:00:00Z,guess,0.5,too,many`,
  ];
  const id = await uploaded(rows.join("\n"));
  const page = await look(id);
  expect(page).toMatchObject({ state: "CHECKED", outside: 1 });
  expect(page.faultRows.map(({ path }) => path)).toEqual([
    "row 2, probability",
    "row 3, outcome",
    "row 3, probability",
    "row 4",
  ]);
  await expect(startImport(context(id), { bounds: "record" })).rejects.toThrow(AppError);
  const mild = await uploaded(rows.slice(0, 2).join("\n"));
  await expect(startImport(context(mild), { bounds: "refuse" })).rejects.toThrow(AppError);
  await cancelImport(context(mild));
  await runImport(mild);
  expect(await look(mild)).toMatchObject({ state: "CANCELLED" });
});

it("whoever may not import is refused before a byte is kept", async () => {
  await expect(uploadWorld(forecaster, given(CSV))).rejects.toMatchObject({ code: "FORBIDDEN" });
  const stranger = { ...lead, memberships: [] };
  await expect(uploadWorld(stranger, given(CSV))).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(uploadWorld(lead, given(""))).rejects.toMatchObject({ code: "INVALID" });
  expect(await db.worldImport.count({ where: { state: "UPLOADING" } })).toBe(0);
});
