import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { exportAudit } from "#server/audit/audit-export";
import { auditFilter } from "#server/audit/audit-filter";
import { auditChoices, auditLog } from "#server/audit/audit-queries";
import { recordAudit } from "#server/audit/record";
import { loadActor } from "#server/identity/actor";
import { db } from "#server/platform/db";
import { buildWorld, type World } from "../../e2e/fixtures/world";
import { addPerson } from "../../e2e/fixtures/world-people";

let world: World;
let admin: Actor;
let lead: Actor;
const everything = { teamId: null };
const asked = (given: object = {}) => auditFilter.parse(given);

async function actorOf(person: { userId: string; tokenVersion: number; sessionId?: string }): Promise<Actor> {
  const actor = await loadActor({ sessionId: "", ...person });
  if (!actor) throw new Error("this person may not come in");
  return actor;
}

beforeAll(async () => {
  world = await buildWorld(db);
  admin = await actorOf(world.people.admin);
  lead = await actorOf(world.people.lead);
  const { own, foreign, people } = world;
  const acts = [
    {
      actorId: people.lead.userId,
      teamId: own.teamId,
      action: "question.edit",
      subjectId: own.questions.OPEN.questionId,
    },
    { actorId: people.outsider.userId, teamId: foreign.teamId, action: "question.edit", subjectId: foreign.briefId },
    { actorId: people.admin.userId, action: "user.disable", subjectId: people.disabled.userId },
    { actorId: people.forecaster.userId, action: "session.sign_in" },
    { actorId: people.outsider.userId, action: "session.sign_in" },
    {
      actorId: people.forecaster.userId,
      teamId: own.teamId,
      action: "forecast.submit",
      subjectId: own.questions.BLIND.questionId,
    },
    {
      actorId: people.forecaster.userId,
      teamId: own.teamId,
      action: "forecast.submit",
      subjectId: own.questions.OPEN.questionId,
    },
  ] as const;
  for (const act of acts) await db.$transaction((tx) => recordAudit(tx, act));
});

describe("who reads what", () => {
  it("an admin reads everything but who forecast, and when, where that is hidden", async () => {
    const { rows } = await auditLog(admin, everything, asked({ action: "forecast." }));
    expect(rows.map(({ subjectId }) => subjectId)).toEqual([world.own.questions.OPEN.questionId]);
  });

  it("a lead reads the team and when its people came in; nothing of another team, of rights, or of others' sessions", async () => {
    const { rows } = await auditLog(lead, { teamId: world.own.teamId }, asked());
    expect(rows.map(({ action, actorId }) => `${action} ${actorId}`).toSorted()).toEqual(
      [
        `forecast.submit ${world.people.forecaster.userId}`,
        `question.edit ${world.people.lead.userId}`,
        `session.sign_in ${world.people.forecaster.userId}`,
      ].toSorted(),
    );
    const choices = await auditChoices(lead, { teamId: world.own.teamId });
    expect(choices.people.map(({ id }) => id)).not.toContain(world.people.outsider.userId);
  });

  it("everybody else finds nothing, by page or by file", async () => {
    const scopes = [everything, { teamId: world.own.teamId }, { teamId: world.foreign.teamId }];
    for (const name of ["observer", "forecaster", "leader"] as const) {
      const actor = await actorOf(world.people[name]);
      for (const scope of scopes) {
        await expect(auditLog(actor, scope, asked())).rejects.toMatchObject({ code: "NOT_FOUND" });
        await expect(exportAudit(actor, scope, asked(), "csv")).rejects.toMatchObject({ code: "NOT_FOUND" });
      }
    }
    for (const scope of [everything, { teamId: world.foreign.teamId }])
      await expect(auditLog(lead, scope, asked())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("searching", () => {
  const acts = async (given: object) => {
    const { rows, total } = await auditLog(admin, everything, asked(given));
    expect(total).toBe(rows.length);
    return rows.map(({ action }) => action).toSorted();
  };

  it("by act, topic, person as actor or subject, team, subject and days, and by several at once", async () => {
    const { own, foreign, people } = world;
    expect(await acts({ action: "question.edit" })).toHaveLength(2);
    expect(await acts({ action: "session." })).toEqual(["session.sign_in", "session.sign_in"]);
    expect(await acts({ person: people.disabled.userId })).toEqual(["user.disable"]);
    expect(await acts({ person: people.lead.userId })).toEqual(["question.edit"]);
    expect(await acts({ team: foreign.teamId })).toEqual(["question.edit"]);
    expect(await acts({ subject: own.questions.OPEN.questionId })).toEqual(["forecast.submit", "question.edit"]);
    expect(await acts({ team: own.teamId, action: "question.", person: people.outsider.userId })).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect((await acts({ from: today, to: today })).length).toBeGreaterThan(5);
    expect(await acts({ to: "2020-01-01" })).toEqual([]);
    expect(await acts({ from: "2999-01-01" })).toEqual([]);
  });

  it("what no filter can be narrows nothing", async () => {
    const all = await acts({});
    for (const odd of [{ action: "%" }, { person: "x" }, { from: "yesterday" }, { to: "2026-02-31" }, { page: "-1" }])
      expect(await acts(odd), JSON.stringify(odd)).toEqual(all);
  });
});

async function textOf({ text }: { text: AsyncGenerator<string> }): Promise<string> {
  let whole = "";
  for await (const piece of text) whole += piece;
  return whole;
}

describe("files", () => {
  it("hold what the filter leaves, all of it and once, and are in the log themselves", async () => {
    const many = Array.from({ length: 2500 }, () => ({ action: "many.made", actorId: admin.userId }));
    await db.auditEntry.createMany({ data: many });
    const csv = await textOf(await exportAudit(admin, everything, asked({ action: "many." }), "csv"));
    const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
    expect(rows).toHaveLength(2500);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(2500);
    const json: unknown = JSON.parse(
      await textOf(await exportAudit(admin, everything, asked({ action: "many." }), "json")),
    );
    expect(json).toHaveLength(2500);
    const { rows: taken } = await auditLog(admin, everything, asked({ action: "audit.export" }));
    expect(taken.map(({ detail }) => detail)).toEqual([
      { format: "json", action: "many." },
      { format: "csv", action: "many." },
    ]);
    expect(
      JSON.parse(await textOf(await exportAudit(admin, everything, asked({ action: "no.such" }), "json"))),
    ).toEqual([]);
  });

  it("hold no cell that a spreadsheet runs", async () => {
    const names = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tx", "\rx", '"=1'];
    for (const name of names) {
      const person = await addPerson(db, { name });
      await db.$transaction((tx) =>
        recordAudit(tx, { actorId: person.userId, action: "odd.name", detail: { was: name } }),
      );
    }
    const csv = await textOf(await exportAudit(admin, everything, asked({ action: "odd.name" }), "csv"));
    const cells = parse(csv, { bom: true }).slice(1).flat();
    expect(cells.length).toBe(names.length * 12);
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  it("hold as little of what is hidden as the page", async () => {
    const csv = await textOf(await exportAudit(admin, everything, asked({ action: "forecast." }), "csv"));
    expect(csv).not.toContain(world.own.questions.BLIND.questionId);
  });
});
