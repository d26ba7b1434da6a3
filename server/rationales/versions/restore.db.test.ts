import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { Actor, TeamRole } from "#core/permissions";
import { byOf } from "#core/rationale-diff/signed";
import { rationaleAsOf } from "#server/collab/as-of";
import { postgresLog } from "#server/collab/postgres-log";
import { rewrite } from "#server/collab/rewrite";
import { paragraph, seedRationale } from "#server/collab/seed-rationale";
import { testTeam } from "#server/collab/test-team";
import { testDatabase } from "#server/platform/test-database";
import { compareRationale } from "#server/rationales/versions/compare";
import { nameVersion } from "#server/rationales/versions/name-version";
import { pastText } from "#server/rationales/versions/past-text";
import { restoreRationale } from "#server/rationales/versions/restore";
import { versionsOf } from "#server/rationales/versions/version-list";

const { db } = testDatabase();

type Scenario = { id: string; teamId: string; archivedAt: Date | null };

/** A rationale of a team with two analysts, written by the first, and what the second does to it. */
async function written(...paragraphs: string[]) {
  const team = await testTeam();
  const scenario: Scenario = { id: await team.scenario(), teamId: team.teamId, archivedAt: null };
  const actorOf = async (name: string, role: TeamRole): Promise<Actor> => {
    const userId = await team.person(name, role);
    const { id } = await db.member.findFirstOrThrow({ where: { userId }, select: { id: true } });
    return { userId, orgRole: "MEMBER", memberships: [{ memberId: id, teamId: team.teamId, role }] };
  };
  const [one, two] = [await actorOf("Analyst 1", "FORECASTER"), await actorOf("Analyst 2", "FORECASTER")];
  const { id: scenarioId, teamId } = scenario;
  await db.$transaction((tx) =>
    seedRationale(tx, { scenarioId, teamId, userId: one.userId, content: paragraphs.map((words) => paragraph(words)) }),
  );
  const log = postgresLog();
  return {
    scenario,
    one,
    two,
    observer: await actorOf("Observer 1", "OBSERVER"),
    log,
    /** The text becomes these paragraphs by somebody's hand. */
    async writes({ userId }: Actor, ...becomes: string[]): Promise<void> {
      const past = await rationaleAsOf(scenarioId, { seq: 1_000 });
      const document = new Y.Doc();
      if (past) Y.applyUpdateV2(document, past.state);
      const update = rewrite(document, { type: "doc", content: becomes.map((words) => paragraph(words)) });
      if (update) await log.append({ documentId: scenarioId, update, userId });
    },
    async words(): Promise<string[]> {
      const { text } = await pastText(one, scenarioId, { kind: "now" });
      return (text?.content ?? []).map(({ content = [] }) => content.map((node) => node.text).join(""));
    },
  };
}

describe("restoring a version", () => {
  it("brings its text back as an edit of the restorer, which can be undone by the version before", async () => {
    const { scenario, one, two, writes, words } = await written("The vote will pass.");
    const { number } = await nameVersion({ actor: one, scenario }, { title: "First draft" });
    await writes(two, "The vote will fail.", "A second reason.");
    const restored = await restoreRationale({ actor: two, scenario }, { point: `v${number}` });
    expect(await words()).toEqual(["The vote will pass."]);
    const { versions } = await versionsOf(one, scenario.id);
    expect(versions).toMatchObject([
      { number: restored.after, kind: "RESTORE", seq: 3, restored: number, by: "Analyst 2" },
      { number: restored.before, kind: "BEFORE_RESTORE", seq: 2 },
      { number, kind: "NAMED", title: "First draft", seq: 1, by: "Analyst 1" },
    ]);
    const last = await db.documentUpdate.findFirstOrThrow({ where: { documentId: scenario.id, seq: 3 } });
    expect(last.userId).toBe(two.userId);
    await restoreRationale({ actor: one, scenario }, { point: `v${restored.before}` });
    expect(await words()).toEqual(["The vote will fail.", "A second reason."]);
  });

  it("is undone without taking away what was written since, beside it and in the same lines", async () => {
    const { scenario, one, two, writes, words } = await written("The vote will pass.", "So says the whip.");
    await writes(two, "The vote will certainly fail.", "So says the whip.", "A third reason.");
    const restored = await restoreRationale({ actor: one, scenario }, { point: "u1" });
    expect(await words()).toEqual(["The vote will pass.", "So says the whip."]);
    await writes(two, "In May: The vote will pass.", "So says the whip, twice.", "Written since.");
    const undo = { point: `v${restored.before}`, undoes: restored.after };
    await restoreRationale({ actor: one, scenario }, undo);
    const now = await words();
    expect(now[0]).toBe("In May: The vote will certainly fail.");
    expect(now[1]).toBe("So says the whip, twice.");
    expect(now.slice(2).toSorted()).toEqual(["A third reason.", "Written since."]);
    expect((await versionsOf(one, scenario.id)).versions[1]).toMatchObject({ kind: "BEFORE_RESTORE" });
  });

  it("is not undone where that would take words written since away: the version before it is named instead", async () => {
    const { scenario, one, two, writes, words } = await written("One.", "A passage of its own that goes.");
    await writes(two, "One.");
    const restored = await restoreRationale({ actor: one, scenario }, { point: "u1" });
    await writes(two, "One.", "A passage of its own that goes, or not.");
    const undo = { point: `v${restored.before}`, undoes: restored.after };
    await expect(restoreRationale({ actor: one, scenario }, undo)).rejects.toThrow(
      `restore version ${restored.before}.`,
    );
    expect(await words()).toEqual(["One.", "A passage of its own that goes, or not."]);
    await restoreRationale({ actor: one, scenario }, { point: `v${restored.before}` });
    expect(await words()).toEqual(["One."]);
    const wrong = restoreRationale({ actor: one, scenario }, { ...undo, undoes: 99 });
    await expect(wrong).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is sealed and audited with the edit", async () => {
    const { scenario, one, writes } = await written("One.");
    await writes(one, "Two.");
    const { after } = await restoreRationale({ actor: one, scenario }, { point: "u1" });
    const version = await db.documentVersion.findFirstOrThrow({ where: { documentId: scenario.id, number: after } });
    expect(await db.journalEntry.count({ where: { recordId: version.id } })).toBe(1);
    expect(
      await db.auditEntry.findFirst({ where: { action: "rationale.restore", subjectId: scenario.id } }),
    ).toMatchObject({
      actorId: one.userId,
      detail: { sequence: 1, version: after },
    });
  });

  it("loses nothing that others write at the same time", async () => {
    const { scenario, one, two, writes, words } = await written("The first stands.", "The second stands.");
    await writes(one, "The first was changed.", "The second stands.");
    const [restored] = await Promise.all([
      restoreRationale({ actor: one, scenario }, { point: "u1" }),
      ...["a", "b", "c"].map((letter) => writes(two, "The first was changed.", `The second stands, ${letter}.`)),
    ]);
    const { diff } = await compareRationale(
      one,
      scenario.id,
      { kind: "version", number: restored.before },
      { kind: "now" },
    );
    const gone = JSON.stringify(diff?.blocks.flatMap(({ runs }) => runs).filter(({ change }) => change === "removed"));
    expect((await words())[0]).toBe("The first stands.");
    for (const letter of ["a", "b", "c"]) {
      const kept = (await words()).join(" ").includes(letter) || gone.includes(letter);
      expect(kept).toBe(true);
    }
  });

  it("is refused where there is nothing to bring back, and for who may not write", async () => {
    const { scenario, one, observer } = await written("As it stands.");
    const restore = (point: string, of = scenario) => restoreRationale({ actor: one, scenario: of }, { point });
    await expect(restore("now")).rejects.toThrow("reads like that already");
    await expect(restore("u0")).rejects.toThrow("Nothing had been written by then");
    await expect(restore("v9")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(restore("u1", { ...scenario, archivedAt: new Date() })).rejects.toThrow("archived");
    expect((await versionsOf(observer, scenario.id)).history.may).toEqual({
      name: false,
      restore: false,
      redact: false,
    });
  });
});

describe("a comparison", () => {
  it("says whose words came and went, and when", async () => {
    const { scenario, one, two, writes } = await written("The vote will probably pass this year.");
    await writes(two, "The vote will almost surely pass this year.", "The whips have counted.");
    await writes(one, "The vote will almost surely pass.", "The whips have counted.");
    const { diff, summary, people } = await compareRationale(
      one,
      scenario.id,
      { kind: "now" },
      { kind: "update", seq: 1 },
    );
    const named = (by: string | null) => people.get(by ?? "") ?? null;
    const runs = diff?.blocks.flatMap((block) => block.runs) ?? [];
    expect(
      runs
        .filter(({ change }) => change !== "same")
        .map(({ change, node, hand }) => [change, node.text, named(byOf(hand))]),
    ).toEqual([
      ["removed", "probably", "Analyst 2"],
      ["added", "almost surely", "Analyst 2"],
      ["removed", " this year", "Analyst 1"],
      ["added", "The whips have counted.", "Analyst 2"],
    ]);
    expect(summary?.people.map(({ by, added, removed }) => [named(by), added, removed])).toEqual([
      ["Analyst 2", 6, 1],
      ["Analyst 1", 0, 2],
    ]);
  });

  it("with a text as of an instant reads what stood then, with the rights of now", async () => {
    const { scenario, one, observer, writes } = await written("First.");
    const { createdAt } = await db.documentUpdate.findFirstOrThrow({ where: { documentId: scenario.id, seq: 1 } });
    await writes(one, "Second.");
    const at = createdAt.getTime() + 1;
    expect(await pastText(observer, scenario.id, { kind: "instant", at })).toMatchObject({ seq: 1, removed: null });
    expect(await pastText(observer, scenario.id, { kind: "instant", at: at - 60_000 })).toMatchObject({ seq: 0 });
    const stranger: Actor = { userId: one.userId, orgRole: "MEMBER", memberships: [] };
    await expect(pastText(stranger, scenario.id, { kind: "now" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
