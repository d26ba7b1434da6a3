import { parse } from "csv-parse/sync";
import { beforeAll, expect, it } from "vitest";
import { EXPORT_TABLES } from "#core/data-dictionary";
import type { Actor } from "#core/permissions";
import { exportFile } from "#server/exchange/export-file";
import { columnsOf } from "#server/exchange/export-table";
import { importWorlds } from "#server/exchange/import-world";
import { fileOf } from "#server/exchange/test-world";
import { db } from "#server/platform/db";
import { buildWorld, type World } from "../../e2e/fixtures/world";

let world: World;
beforeAll(async () => {
  world = await buildWorld(db);
});

async function exported(actor: Actor, teamId: string, file: "world" | (typeof EXPORT_TABLES)[number]): Promise<string> {
  let text = "";
  for await (const piece of (await exportFile(actor, { team: teamId, file })).text) text += piece;
  return text;
}

const rows = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: false });

it("each table has the columns that the dictionary states, in every row", async () => {
  for (const table of EXPORT_TABLES) {
    const [head, ...rest] = rows(await exported(world.people.lead, world.own.teamId, table));
    expect(head).toEqual(columnsOf(table));
    expect(rest.length, table).toBeGreaterThan(0);
  }
});

it("of a blind round an export holds one's own forecast and nothing of the others, whoever asks", async () => {
  const blind = world.own.questions.BLIND.questionId;
  for (const role of ["forecaster", "observer", "lead", "leader", "admin"] as const) {
    const person = world.people[role];
    const own = person.memberships.find(({ teamId }) => teamId === world.own.teamId)?.memberId;
    const [, ...forecasts] = rows(await exported(person, world.own.teamId, "forecasts"));
    const seen = forecasts.filter(([question, , , , , , , maker]) => question === blind && maker !== "");
    expect(seen.map(([, , , , , , , maker]) => maker)).toEqual(role === "forecaster" ? [own] : []);
    const text = await exported(person, world.own.teamId, "world");
    const { forecasts: log, withheld } = JSON.parse(text);
    expect(log.filter(({ question }: { question: string }) => question === blind)).toHaveLength(seen.length);
    expect(withheld === undefined ? [] : withheld.map(({ question }: { question: string }) => question)).not.toContain(
      "none",
    );
  }
});

it("drafts go to those who write questions, and scores of others to those who may see the names on the board", async () => {
  const draft = world.own.questions.DRAFT.questionId;
  const { forecaster, lead } = world.people;
  const { teamId } = world.own;
  const questions = async (actor: Actor) => rows(await exported(actor, teamId, "questions")).map(([id]) => id);
  expect(await questions(lead)).toContain(draft);
  expect(await questions(forecaster)).not.toContain(draft);
  const scored = async (actor: Actor) =>
    new Set(
      rows(await exported(actor, teamId, "scores"))
        .slice(1)
        .map(([, person]) => person),
    );
  await importWorlds([fileOf(past())], { team: await nameOf(teamId), bounds: "record" });
  expect((await scored(forecaster)).size).toBe(4);
  await db.team.update({ where: { id: teamId }, data: { boardNames: "OWN" } });
  expect((await scored(forecaster)).size).toBe(1);
  expect((await scored(lead)).size).toBe(4);
});

it("what would run as a formula begins with an apostrophe, numbers stay numbers, and all of it comes back", async () => {
  const file = past();
  await importWorlds([fileOf(file)], { team: "Formulas", bounds: "record" });
  const { id } = await db.team.findUniqueOrThrow({ where: { name: "Formulas" } });
  const admin = world.people.admin;
  const csv = await exported(admin, id, "forecasts");
  for (const row of rows(csv)) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  const people = await exported(admin, id, "people");
  expect(people).toContain(`'=HYPERLINK(""http://x.example"")`);
  const scores = rows(await exported(admin, id, "scores")).slice(1);
  expect(scores.some(([, , , score]) => Number(score) < 0)).toBe(true);

  await importWorlds([fileOf(csv)], { team: "Formulas again", bounds: "record" });
  const again = await db.team.findUniqueOrThrow({ where: { name: "Formulas again" } });
  expect(await exported(admin, again.id, "forecasts")).toBe(csv);
  expect(await exported(admin, again.id, "scores")).toBe(await exported(admin, id, "scores"));
});

it("a stranger exports nothing, and what was exported is in the audit log", async () => {
  const { outsider, observer } = world.people;
  const asked = { team: world.own.teamId, file: "world" as const };
  await expect(exportFile(outsider, asked)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const audited = { teamId: world.own.teamId, action: "world.export", actorId: observer.userId };
  const before = await db.auditEntry.count({ where: audited });
  await exported(observer, world.own.teamId, "people");
  expect(await db.auditEntry.count({ where: audited })).toBe(before + 1);
});

const nameOf = async (id: string) => (await db.team.findUniqueOrThrow({ where: { id }, select: { name: true } })).name;

/** A CSV with everything that a spreadsheet or a page could stumble over. */
function past(): string {
  const head = "question,type,title,opensAt,closesAt,knownAt,outcome,person,madeAt,kind,probability,reason,name";
  const clocks = "2024-01-01T00:00:00Z,2024-02-01T00:00:00Z,2024-01-20T00:00:00Z,no";
  const asked = `=1+1,binary,"@SUM(A1), ""quoted""\nand <script>alert(1)</script>",${clocks}`;
  return [
    head,
    `${asked},-anna,2024-01-02T09:00:00.000001Z,forecast,0.3,+because,"=HYPERLINK(""http://x.example"")"`,
    `${asked},-anna,2024-01-02T09:00:00.000001Z,forecast,1,,"=HYPERLINK(""http://x.example"")"`,
    `${asked},boris,2024-01-03T09:00:00Z,forecast,0.2,,`,
    `${asked},boris,2024-01-04T09:00:00Z,withdrawal,,,`,
  ].join("\n");
}
