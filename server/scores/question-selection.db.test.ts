import { beforeAll, expect, it, vi } from "vitest";
import type { Actor, TeamRole } from "#core/permissions";
import { selectionOf, WHOLE_SELECTION } from "#core/question-selection";
import { sightOf } from "#core/visibility";
import { importWorlds } from "#server/exchange/import-world";
import { fileOf } from "#server/exchange/test-world";
import { db, pool } from "#server/platform/db";
import { openSelection, selectedQuestions } from "#server/scores/question-selection";

const question = (id: string, tags: string[], knownAt: string | null, brief?: string) => ({
  question: {
    id,
    ...(brief ? { scenario: `s-${brief}-${id}` } : {}),
    type: "binary",
    title: `Question ${id}`,
    criteria: "c",
    source: "s",
    opensAt: "2024-01-01T00:00:00Z",
    closesAt: "2024-06-30T12:00:00Z",
    revealAt: null,
    tags,
  },
  scenarios: brief ? [{ id: `s-${brief}-${id}`, brief, statement: `On ${id}.` }] : [],
  resolutions: knownAt ? [{ question: id, outcome: "yes", knownAt }] : [],
});

/** Early: known before its close. Late: known after it. Open: no verdict. Void: a verdict that scores nothing. */
const parts = [
  question("early", ["winter", "treaty"], "2024-03-31T23:59:59Z", "b1"),
  question("late", ["winter"], "2024-12-31T00:00:00Z", "b1"),
  question("other", [], "2024-04-01T00:00:00Z", "b2"),
  question("open", ["winter"], null, "b1"),
];
const world = {
  format: "bellwether-world/1",
  people: [{ id: "a", name: "A", role: "forecaster" }],
  briefs: ["b1", "b2"].map((id) => ({ id, title: `Brief ${id}`, language: "en", text: "Words." })),
  scenarios: parts.flatMap(({ scenarios }) => scenarios),
  questions: [...parts.map((part) => part.question), { ...question("void", ["winter"], null).question }],
  forecasts: [],
  resolutions: [
    ...parts.flatMap(({ resolutions }) => resolutions),
    { question: "void", outcome: "void", knownAt: "2024-02-01T00:00:00Z" },
  ],
};

let ours = "";
let theirs = "";
const actor = (orgRole: Actor["orgRole"], role?: TeamRole): Actor => ({
  userId: "00000000-0000-7000-8000-000000000001",
  orgRole,
  memberships: role ? [{ memberId: "00000000-0000-7000-8000-000000000002", teamId: ours, role }] : [],
});

beforeAll(async () => {
  ours = (await importWorlds([fileOf(world)], { team: "Ours", bounds: "refuse" })).team.id;
  theirs = (await importWorlds([fileOf(world)], { team: "Theirs", bounds: "refuse" })).team.id;
});

async function titles(params: Record<string, string>, who = actor("MEMBER", "OBSERVER")) {
  const { scope, selection } = await openSelection(who, ours, selectionOf(params));
  const found = await selectedQuestions(who, scope.teamIds, selection);
  return found.map(({ title }) => title.replace("Question ", ""));
}
const briefId = async (title: string, teamId = ours) =>
  (await db.briefVersion.findFirstOrThrow({ where: { teamId, title }, select: { briefId: true } })).briefId;

it("takes what is resolved yes or no, the latest closed first", async () => {
  expect(await titles({})).toEqual(["late", "other", "early"]);
});

it("by brief, tag and type", async () => {
  expect(await titles({ tag: "winter" })).toEqual(["late", "early"]);
  expect(await titles({ tag: "winter", brief: await briefId("Brief b1") })).toEqual(["late", "early"]);
  expect(await titles({ brief: await briefId("Brief b2") })).toEqual(["other"]);
  expect(await titles({ type: "binary" })).toHaveLength(3);
});

it("a period holds the days on which forecasts stopped counting: known, or closed if that came first", async () => {
  expect(await titles({ to: "2024-03-31" })).toEqual(["early"]);
  expect(await titles({ from: "2024-04-01", to: "2024-04-01" })).toEqual(["other"]);
  expect(await titles({ from: "2024-06-30", to: "2024-06-30" }), "known in December, closed in June").toEqual(["late"]);
  expect(await titles({ from: "2024-07-01" })).toEqual([]);
});

it("offers what the chosen teams' resolved questions have, with how many, and drops what is not on offer", async () => {
  const { options, selection } = await openSelection(
    actor("MEMBER", "FORECASTER"),
    ours,
    selectionOf({ team: ours, tag: "summer", brief: await briefId("Brief b1", theirs), type: "numeric" }),
  );
  expect(options.briefs.map(({ title, questions }) => [title, questions])).toEqual([
    ["Brief b1", 2],
    ["Brief b2", 1],
  ]);
  expect(options.tags).toEqual([
    { name: "treaty", questions: 1 },
    { name: "winter", questions: 2 },
  ]);
  expect(options.types).toEqual([{ type: "binary", questions: 3 }]);
  expect(selection).toEqual({ ...WHOLE_SELECTION, team: ours });
});

it("members get their own team whatever they ask; leaders and admins any, and all at once", async () => {
  for (const role of ["OBSERVER", "FORECASTER", "LEAD"] as const) {
    const member = actor("MEMBER", role);
    for (const team of ["all", theirs]) {
      expect((await openSelection(member, ours, selectionOf({ team }))).scope.teamIds).toEqual([ours]);
    }
    await expect(selectedQuestions(member, [theirs], WHOLE_SELECTION)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(selectedQuestions(member, [ours, theirs], WHOLE_SELECTION)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
  for (const org of ["LEADER", "ADMIN"] as const) {
    expect(await titles({ team: theirs }, actor(org))).toHaveLength(3);
    expect(await titles({ team: "all", tag: "treaty" }, actor(org))).toEqual(["early", "early"]);
  }
  const nobody: Actor = { ...actor("MEMBER"), memberships: [] };
  await expect(openSelection(nobody, ours, WHOLE_SELECTION)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("every question it takes shows its forecasts to whoever may read it", async () => {
  const found = await selectedQuestions(actor("ADMIN"), [ours], WHOLE_SELECTION);
  const stored = await db.question.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
  const viewer = { memberId: null, forecasts: false, seesEarlyCrowd: false };
  for (const { state, id } of stored) {
    const closesAt = found.find((one) => one.id === id)?.closesAt ?? 0;
    for (const revealPolicy of ["ALWAYS", "AFTER_FORECAST", "AFTER_ROUND"] as const) {
      expect(sightOf({ state, closesAt, revealPolicy, revealAt: closesAt, rounds: [] }, viewer, false, 0).sight).toBe(
        "full",
      );
    }
  }
});

it("three queries in all, however much there is", async () => {
  const query = vi.spyOn(pool, "query");
  const member = actor("MEMBER", "LEAD");
  const { scope, selection } = await openSelection(member, ours, WHOLE_SELECTION);
  await selectedQuestions(member, scope.teamIds, selection);
  expect(query).toHaveBeenCalledTimes(3);
  query.mockRestore();
});
