import { beforeAll, describe, expect, it } from "vitest";
import { PERSON_FILE } from "#core/data-dictionary";
import { ownFile, personFile } from "#server/exchange/person/person-file";
import { PERSON_SECTIONS } from "#server/exchange/person/person-sections";
import { db } from "#server/platform/db";
import { appRouter } from "#server/routers/app";
import { BLIND_VALUES, buildWorld, type World } from "../../../e2e/fixtures/world";
import type { Person } from "../../../e2e/fixtures/world-people";

let world: World;
let forecaster: Person;
const by = (actor: Person) => appRouter.createCaller({ actor, address: "file" });

beforeAll(async () => {
  world = await buildWorld(db, "scrypt$of$a$password");
  forecaster = world.people.forecaster;
  const { scenarioId, questionId } = world.own.questions.OPEN;
  await by(forecaster).scenario.dissent({ scenarioId, body: "I differ, and say so." });
  await by(forecaster).question.comment({ questionId, body: "A remark of mine." });
  const blind = world.own.questions.BLIND;
  await db.dissent.create({
    data: {
      teamId: world.own.teamId,
      scenarioId: blind.scenarioId,
      memberId: forecaster.memberships[0]?.memberId ?? "",
      number: 1,
      body: "In the blind I differ.",
      bodySalt: new Uint8Array(32),
      documentSeq: 0,
    },
    select: { id: true },
  });
});

async function read(file: { text: AsyncGenerator<string> }) {
  let text = "";
  for await (const piece of file.text) text += piece;
  const parsed: Record<string, unknown> = JSON.parse(text);
  return { text, parsed };
}

describe("one's own file", () => {
  it("has every section that the dictionary names, in its order, and the dictionary names every one that is read", async () => {
    const { parsed } = await read(await ownFile(forecaster));
    const sections = PERSON_FILE.map(({ section }) => section);
    expect(Object.keys(parsed)).toEqual(["format", "madeAt", "questionsWithheld", ...sections]);
    expect(Object.keys(PERSON_SECTIONS).toSorted()).toEqual([...sections].toSorted());
  });

  it("holds all one's own: numbers in a blind round too, words, scores, sessions and what the audit log says of one", async () => {
    const { text, parsed } = await read(await ownFile(forecaster));
    expect(parsed.questionsWithheld).toBe(0);
    expect(text).toContain(String(BLIND_VALUES.forecaster));
    for (const words of ["I differ, and say so.", "A remark of mine.", "In the blind I differ.", forecaster.email])
      expect(text).toContain(words);
    const own = await db.forecast.count({ where: { memberId: forecaster.memberships[0]?.memberId } });
    expect(parsed.forecasts).toHaveLength(own);
    expect(parsed.sessions).toHaveLength(1);
    expect(parsed.audit).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: "dissent.sign", by: "self" })]),
    );
  });

  it("holds nothing of others, and no secret of one's own", async () => {
    const { text } = await read(await ownFile(forecaster));
    for (const [holder, value] of Object.entries(BLIND_VALUES))
      if (holder !== "forecaster") expect(text).not.toContain(String(value));
    for (const other of [world.people.proposer, world.people.lead, world.people.admin]) {
      expect(text).not.toContain(other.email);
      expect(text).not.toContain(other.userId);
    }
    expect(text).not.toContain("scrypt");
    expect(text).not.toContain(world.foreign.mark);
  });

  it("is in the audit log", async () => {
    const before = await db.auditEntry.count({ where: { action: "person.export" } });
    await read(await ownFile(forecaster));
    expect(await db.auditEntry.count({ where: { action: "person.export" } })).toBe(before + 1);
  });
});

describe("a file that an administrator takes for a person", () => {
  it("leaves out what is hidden from the administrator and says of how many questions", async () => {
    const { text, parsed } = await read(await personFile(world.people.admin, forecaster.userId));
    expect(parsed.questionsWithheld).toBe(1);
    expect(text).not.toContain(String(BLIND_VALUES.forecaster));
    expect(text).not.toContain(world.own.questions.BLIND.questionId);
    expect(text).not.toContain("In the blind I differ.");
    expect(text).toContain("A remark of mine.");
  });

  it("is found by nobody else, nor for somebody who is not there", async () => {
    for (const actor of [world.people.lead, world.people.leader, world.people.observer, forecaster])
      await expect(personFile(actor, world.people.proposer.userId)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(personFile(world.people.admin, world.own.teamId)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

it("a person asks to be erased, administrators see it, and it can be taken back", async () => {
  const { listUsers, userFilter } = await import("#server/identity/user-queries");
  const asking = async () => (await listUsers(world.people.admin, userFilter.parse({ state: "asking" }))).users;
  await by(forecaster).account.askErasure({ asked: true });
  await by(forecaster).account.askErasure({ asked: true });
  expect((await asking()).map(({ id, asking: asks }) => [id, asks])).toEqual([[forecaster.userId, true]]);
  expect(await db.auditEntry.count({ where: { action: "user.ask_erasure", actorId: forecaster.userId } })).toBe(1);
  await by(forecaster).account.askErasure({ asked: false });
  expect(await asking()).toEqual([]);
});
