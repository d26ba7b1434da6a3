import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { importWorlds } from "#server/exchange/import-world";
import { fileOf } from "#server/exchange/test-world";
import { boardChoice, readBoard } from "#server/leaderboards/leaderboard-queries";
import { personRecord } from "#server/leaderboards/person-queries";
import { db } from "#server/platform/db";
import { teamScope } from "#server/scores/team-scope";

const person = (id: string) => ({ id, name: id.toUpperCase(), role: "forecaster" });
const question = (n: number) => ({
  id: `q${n}`,
  type: "binary",
  title: `Question ${n}`,
  criteria: "c",
  source: "s",
  opensAt: "2024-01-01T00:00:00Z",
  closesAt: "2024-03-01T00:00:00Z",
  revealAt: null,
});
const forecast = (n: number, who: string, probability: number, madeAt = "2024-01-01T00:00:00Z") => ({
  question: `q${n}`,
  person: who,
  madeAt,
  kind: "forecast",
  probability,
});

/** Twelve questions: a is right, b is wrong, c answered one of them late. */
const world = {
  format: "bellwether-world/1",
  people: ["a", "b", "c"].map(person),
  questions: Array.from({ length: 12 }, (_, n) => question(n)),
  forecasts: [
    ...Array.from({ length: 12 }, (_, n) => [
      forecast(n, "a", n % 2 ? 0.8 : 0.75),
      forecast(n, "b", n % 3 ? 0.3 : 0.4),
    ]).flat(),
    forecast(0, "c", 0.9, "2024-02-15T00:00:00Z"),
  ],
  resolutions: Array.from({ length: 12 }, (_, n) => ({
    question: `q${n}`,
    outcome: n === 11 ? "no" : "yes",
    knownAt: "2024-03-01T00:00:00Z",
  })),
};

let teamId = "";
let otherId = "";
const actor = (orgRole: Actor["orgRole"], memberships: Actor["memberships"] = []): Actor => ({
  userId: "00000000-0000-7000-8000-000000000001",
  orgRole,
  memberships,
});

beforeAll(async () => {
  teamId = (await importWorlds([fileOf(world)], { team: "Board", bounds: "refuse" })).team.id;
  otherId = (await importWorlds([fileOf(world)], { team: "Other", bounds: "refuse" })).team.id;
});

const memberCalled = async (name: string) =>
  (await db.member.findFirstOrThrow({ where: { teamId, name }, select: { id: true } })).id;

it("ranks who gave what happened more, shows attendance, and lists who falls short apart", async () => {
  const board = await readBoard(actor("ADMIN"), [teamId], boardChoice.parse({}));
  expect(board.ranked.map(({ name, rank }) => [name, rank])).toEqual([
    ["A", 1],
    ["B", 2],
  ]);
  expect(board.ranked[0]).toMatchObject({ questions: 12, attendance: 1, open: true, own: false });
  expect(board.ranked[0]?.interval).not.toBeNull();
  expect(board.ranked[0]?.trend.at(-1)).toBeCloseTo(board.ranked[0]?.score ?? 0, 9);
  expect(board.unranked).toMatchObject([{ name: "C", questions: 1, short: ["questions"] }]);
  expect(board.unranked[0]?.attendance).toBeCloseTo(0.25, 9);
  expect(board.questions).toHaveLength(12);
});

it("a lower relative Brier is better, and choices out of range fall back to the defaults", async () => {
  const lower = await readBoard(actor("ADMIN"), [teamId], boardChoice.parse({ score: "relative_brier" }));
  expect(lower.ranked.map(({ name }) => name)).toEqual(["A", "B"]);
  expect(boardChoice.parse({ score: "time_averaged_brier", k: "-4", questions: "x" })).toEqual(boardChoice.parse({}));
});

it("one reads the board of one's own team; across teams only leaders and admins do", async () => {
  const memberId = await memberCalled("A");
  const own = actor("MEMBER", [{ memberId, teamId, role: "FORECASTER" }]);
  const board = await readBoard(own, [teamId], boardChoice.parse({}));
  expect(board.ranked.map(({ own, open }) => [own, open])).toEqual([
    [true, true],
    [false, false],
  ]);
  await expect(readBoard(own, [otherId], boardChoice.parse({}))).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await teamScope(own, teamId, "all")).toMatchObject({ across: false, teamIds: [teamId] });
  expect(await teamScope(own, teamId, otherId)).toMatchObject({ teamIds: [teamId] });
  const scope = await teamScope(actor("LEADER"), teamId, "all");
  expect(scope.teamIds.toSorted()).toEqual([teamId, otherId].toSorted());
  expect((await readBoard(actor("LEADER"), scope.teamIds, boardChoice.parse({}))).ranked).toHaveLength(4);
});

it("a record is open to its person, leaders and admins", async () => {
  const [a, b] = [await memberCalled("A"), await memberCalled("B")];
  const own = actor("MEMBER", [{ memberId: a, teamId, role: "FORECASTER" }]);
  expect((await personRecord(own, a)).questions).toHaveLength(12);
  await expect(personRecord(own, b)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(personRecord(own, "x")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await personRecord(actor("LEADER"), b)).own).toBe(false);
});

it("a withdrawn verdict takes its scores off the board", async () => {
  const { questionId } = await db.resolution.findFirstOrThrow({
    where: { teamId: otherId },
    select: { questionId: true },
  });
  await db.resolution.create({
    data: { teamId: otherId, questionId, version: 2, outcome: null, knownAt: new Date(), origin: "IMPORT" },
    select: { id: true },
  });
  const board = await readBoard(actor("ADMIN"), [otherId], boardChoice.parse({}));
  expect(board.questions).toHaveLength(11);
});
