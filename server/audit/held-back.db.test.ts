import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { exportAudit } from "#server/audit/audit-export";
import { auditFilter } from "#server/audit/audit-filter";
import { auditChoices, auditLog } from "#server/audit/audit-queries";
import { recordAudit } from "#server/audit/record";
import { loadActor } from "#server/identity/actor";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import { buildWorld, type World } from "../../e2e/fixtures/world";

/** Before reveal the log is as blind as every other channel: who forecast, commented or dissented, and when, is in none of its ways out. */
let world: World;
let readers: { name: string; actor: Actor; scope: { teamId: string | null } }[];
let blind: { questionId: string; scenarioId: string };
let hidden: { id: string; action: string }[];

const asked = (given: object = {}) => auditFilter.parse(given);
const ON_SCENARIO = [
  "dissent.sign",
  "dissent.withdraw",
  "rationale.comment",
  "rationale.comment.reword",
  "rationale.comment.withdraw",
  "rationale.thread.resolve",
  "rationale.thread.reopen",
] as const;

async function actorOf(name: "admin" | "lead" | "forecaster"): Promise<Actor> {
  const actor = await loadActor(world.people[name]);
  if (!actor) throw new Error(`${name} is not let in`);
  return actor;
}

beforeAll(async () => {
  world = await buildWorld(db);
  const { own, people } = world;
  blind = own.questions.BLIND;
  readers = [
    { name: "admin", actor: await actorOf("admin"), scope: { teamId: null } },
    { name: "lead", actor: await actorOf("lead"), scope: { teamId: own.teamId } },
  ];
  const before = new Date();
  // One as it is really written, so that what an act is about is what the log leaves out.
  const forecaster = appRouter.createCaller({ actor: await actorOf("forecaster"), address: "203.0.113.5" });
  await forecaster.scenario.dissent({ scenarioId: blind.scenarioId, body: "I see it otherwise." });
  const by = { actorId: people.forecaster.userId, teamId: own.teamId };
  for (const action of ON_SCENARIO)
    for (const subjectId of [blind.scenarioId, own.questions.OPEN.scenarioId])
      await db.$transaction((tx) => recordAudit(tx, { ...by, action, subjectId }));
  for (const action of ["forecast.submit", "comment.add"] as const)
    for (const subjectId of [blind.questionId, own.questions.OPEN.questionId])
      await db.$transaction((tx) => recordAudit(tx, { ...by, action, subjectId }));
  hidden = await db.auditEntry.findMany({
    where: { at: { gte: before }, subjectId: { in: [blind.scenarioId, blind.questionId] } },
    select: { id: true, action: true },
  });
});

async function textOf({ text }: { text: AsyncGenerator<string> }): Promise<string> {
  let whole = "";
  for await (const piece of text) whole += piece;
  return whole;
}

/** All that a reader gets of the log, as text. */
async function everything(actor: Actor, scope: { teamId: string | null }): Promise<string> {
  const filters = [{}, { subject: blind.scenarioId }, { subject: blind.questionId }, { action: "dissent." }];
  const logs = await Promise.all(filters.map((filter) => auditLog(actor, scope, asked(filter))));
  const files = await Promise.all((["csv", "json"] as const).map((kind) => exportAudit(actor, scope, asked(), kind)));
  const texts = await Promise.all(files.map(textOf));
  return [JSON.stringify(logs), ...texts].join("\n");
}

it("the acts that are to be hidden are there", () => {
  expect(hidden.map(({ action }) => action).toSorted()).toEqual(
    [...ON_SCENARIO, "dissent.sign", "forecast.submit", "comment.add"].toSorted(),
  );
});

describe.each(["admin", "lead"])("for the %s", (name) => {
  const reader = () => {
    const found = readers.find((one) => one.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };

  it("no page, count, file or filter tells of them, nor when they were; the same on an open question is told", async () => {
    const { actor, scope } = reader();
    const text = await everything(actor, scope);
    for (const { id } of hidden) expect(text).not.toContain(id);
    for (const action of ON_SCENARIO) expect(text).toContain(action);
    const log = await auditLog(actor, scope, asked({ subject: blind.scenarioId }));
    expect([log.rows, log.total]).toEqual([[], 0]);
    expect(log.heldBackOn, "and it says that something is held back").toBeGreaterThan(0);
    const csv = await textOf(await exportAudit(actor, scope, asked({ action: "dissent." }), "csv"));
    const rows: { subjectId: string }[] = parse(csv, { bom: true, columns: true });
    expect(new Set(rows.map(({ subjectId }) => subjectId))).toEqual(new Set([world.own.questions.OPEN.scenarioId]));
  });

  it("one's own act is no secret to oneself", async () => {
    const { actor, scope } = reader();
    const { id } = await db.$transaction((tx) =>
      recordAudit(tx, {
        actorId: actor.userId,
        teamId: world.own.teamId,
        action: "dissent.sign",
        subjectId: blind.scenarioId,
      }),
    );
    const { rows } = await auditLog(actor, scope, asked({ subject: blind.scenarioId }));
    expect(rows.map((row) => row.id)).toEqual([id]);
  });
});

it("an act that occurs in hidden entries alone is not offered by the filter", async () => {
  await db.$transaction((tx) =>
    recordAudit(tx, {
      actorId: world.people.forecaster.userId,
      teamId: world.own.teamId,
      action: "rationale.comment.only_here",
      subjectId: blind.scenarioId,
    }),
  );
  for (const { actor, scope } of readers)
    expect((await auditChoices(actor, scope)).actions).not.toContain("rationale.comment.only_here");
});

it("all of it is told once the question shows its numbers", async () => {
  const open = { revealPolicy: "ALWAYS", revealAt: null } as const;
  await db.question.update({ where: { id: blind.questionId }, data: open, select: { id: true } });
  for (const { actor, scope } of readers) {
    const text = await everything(actor, scope);
    for (const { id } of hidden) expect(text).toContain(id);
  }
});
