import { beforeAll, expect, it, vi } from "vitest";
import type { Actor, TeamRole } from "#core/permissions";
import { WHOLE_SELECTION } from "#core/question-selection";
import { importWorlds } from "#server/exchange/import-world";
import { fileOf } from "#server/exchange/test-world";
import { type BoardChoice, boardChoice, USUAL_CHOICE } from "#server/leaderboards/board-choice";
import { readBoard } from "#server/leaderboards/leaderboard-queries";
import { recordOwner, recordQuestions } from "#server/leaderboards/person-queries";
import { db, pool } from "#server/platform/db";
import { scoreResolutions } from "#server/scores/score-question";
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

const member = async (name: string, role: TeamRole) =>
  actor("MEMBER", [{ memberId: await memberCalled(name), teamId, role }]);
/** Waits for the intervals, which a page would show when they come. */
const settled = { patience: "all" } as const;
const read = (who: Actor, choice: Partial<BoardChoice> = {}, teamIds = [teamId]) =>
  readBoard(who, teamIds, { ...USUAL_CHOICE, ...choice }, settled);

it("ranks who gave what happened more, shows attendance, and lists who falls short apart", async () => {
  const board = await read(actor("ADMIN"));
  expect(board.ranked.map(({ name, rank }) => [name, rank])).toEqual([
    ["A", 1],
    ["B", 2],
  ]);
  const [a] = board.ranked;
  expect(a).toMatchObject({ questions: 12, attendance: 1, open: true, own: false });
  expect(a?.chanceOfFirst).toBeGreaterThan(0.9);
  expect(a?.interval).not.toBeNull();
  expect(a?.ranks?.best).toBe(1);
  expect(a?.trend.at(-1)).toBeCloseTo(a?.score ?? 0, 9);
  expect(board).toMatchObject({ intervals: "there", people: 2, told: { pairs: 1, groups: 1 } });
  expect(board.unranked).toMatchObject([{ name: "C", questions: 1, short: ["questions"] }]);
  expect(board.unranked[0]?.attendance).toBeCloseTo(0.25, 9);
  expect(board.questions).toHaveLength(12);
});

it("the crowd's aggregates stand beside the people, never among them", async () => {
  const { crowd, ranked } = await read(actor("ADMIN"));
  expect(crowd.map(({ method }) => method).sort()).toEqual(["geometric_mean_of_odds", "mean", "median"]);
  for (const row of crowd) expect(row).toMatchObject({ questions: 12, coverage: 12 });
  const [best = 0, worst = 0] = ranked.map(({ score }) => score);
  for (const { score } of crowd) {
    expect(score).toBeLessThan(best);
    expect(score).toBeGreaterThan(worst);
  }
});

it("a lower relative Brier is better; spot scores count each question once; what makes no sense is the default", async () => {
  const lower = await read(actor("ADMIN"), { score: "relative_brier" });
  expect(lower.ranked.map(({ name }) => name)).toEqual(["A", "B"]);
  const spot = await read(actor("ADMIN"), { score: "spot_peer", questions: 0 });
  expect(spot.ranked.map(({ name, coverage }) => [name, coverage])).toEqual([
    ["A", 12],
    ["C", 1],
    ["B", 12],
  ]);
  expect(boardChoice.parse({ score: "time_averaged_brier", k: "-4", questions: "x" })).toEqual(USUAL_CHOICE);
});

it("shrinkage and minimums are those asked for", async () => {
  const plain = await read(actor("ADMIN"), { k: 0 });
  for (const { score, unshrunk } of plain.ranked) expect(score).toBe(unshrunk);
  expect((await read(actor("ADMIN"), { questions: 0, attendance: 30 })).unranked).toMatchObject([
    { name: "C", short: ["attendance"] },
  ]);
});

it("below ten questions there is no interval, no range of ranks and no chance", async () => {
  const few = { ...WHOLE_SELECTION, to: "2023-01-01" };
  expect(await readBoard(actor("ADMIN"), [teamId], USUAL_CHOICE, { selection: few })).toMatchObject({
    intervals: "few",
    questions: [],
    ranked: [],
    crowd: [],
  });
});

it("one reads the board of one's own team; across teams only leaders and admins do", async () => {
  const own = await member("A", "FORECASTER");
  expect((await read(own)).ranked.map(({ own, open }) => [own, open])).toEqual([
    [true, true],
    [false, false],
  ]);
  await expect(read(own, {}, [otherId])).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(read(own, {}, [teamId, otherId])).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await teamScope(own, teamId, "all")).toMatchObject({ across: false, teamIds: [teamId] });
  expect(await teamScope(own, teamId, otherId)).toMatchObject({ teamIds: [teamId] });
  const scope = await teamScope(actor("LEADER"), teamId, "all");
  expect(scope.teamIds.toSorted()).toEqual([teamId, otherId].toSorted());
  const across = await read(actor("LEADER"), {}, scope.teamIds);
  expect(across.ranked).toHaveLength(4);
  expect(across.told?.groups, "two teams share no question").toBe(2);
  expect(new Set(across.ranked.map(({ team, group }) => `${team} ${group}`)).size).toBe(2);
});

it("what a team does not show its members does not leave the server; leads, leaders and admins see names", async () => {
  const [b] = [await memberCalled("B")];
  const show = (boardNames: "NAMES" | "INITIALS" | "OWN") =>
    db.team.update({ where: { id: teamId }, data: { boardNames } });
  const lines = async (who: Actor) => {
    const { ranked, unranked } = await read(who, { questions: 0 });
    return [...ranked, ...unranked].map(({ name, memberId }) => [name, memberId === null]);
  };
  await db.member.update({ where: { id: b }, data: { name: "Beate van Dam" } });
  const everything = async (who: Actor) => JSON.stringify(await read(who, { questions: 0 }));
  const [forecaster, observer] = [await member("A", "FORECASTER"), await member("C", "OBSERVER")];
  await show("INITIALS");
  expect(await lines(forecaster)).toEqual([
    ["A", false],
    ["C.", true],
    ["B.\u00a0v.\u00a0D.", true],
  ]);
  expect(await everything(forecaster)).not.toContain("Beate");
  expect(await everything(forecaster)).not.toContain(b);
  await show("OWN");
  expect(await lines(forecaster)).toEqual([["A", false]]);
  expect(await lines(observer)).toEqual([["C", false]]);
  expect(await read(forecaster, { questions: 0 })).toMatchObject({ people: 3, shown: "own" });
  expect(await everything(observer)).not.toContain(b);
  for (const who of [await member("A", "LEAD"), actor("LEADER"), actor("ADMIN")]) {
    expect(await lines(who)).toContainEqual(["Beate van Dam", false]);
  }
  await show("NAMES");
  expect(await lines(observer)).toContainEqual(["Beate van Dam", false]);
});

it("a record is open to its person, leaders and admins, and counts what the board counts", async () => {
  const [a, b] = [
    await memberCalled("A"),
    (await db.member.findFirstOrThrow({ where: { teamId, externalId: "b" } })).id,
  ];
  const own = await member("A", "FORECASTER");
  const record = await recordQuestions(own, await recordOwner(own, a), WHOLE_SELECTION);
  const line = (await read(own, { k: 0 })).ranked.find(({ memberId }) => memberId === a);
  expect(record).toHaveLength(12);
  const total = record.reduce((sum, { peer }) => sum + (peer ?? 0), 0);
  expect(total / (line?.coverage ?? 1)).toBeCloseTo(line?.score ?? 0, 9);
  for (const who of [own, await member("A", "LEAD")]) {
    await expect(recordOwner(who, b)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(recordQuestions(who, { memberId: b, teamId }, WHOLE_SELECTION)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  }
  await expect(recordOwner(own, "x")).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await recordOwner(actor("LEADER"), b)).own).toBe(false);
});

it("two queries a board that was read before; after a verdict the scores of its question alone", async () => {
  await read(actor("ADMIN"));
  const query = vi.spyOn(pool, "query");
  await read(actor("ADMIN"));
  expect(query).toHaveBeenCalledTimes(2);
  const [score] = await db.score.findMany({ where: { teamId, rule: "PEER" }, take: 1 });
  await db.score.updateMany({ where: { resolutionId: score?.resolutionId, rule: "PEER" }, data: { value: 5 } });
  query.mockClear();
  const board = await read(actor("ADMIN"), { k: 0 });
  const asked = query.mock.calls.map(([, values]) => (values as unknown[] | undefined)?.[0]);
  expect(query).toHaveBeenCalledTimes(3);
  expect(asked).toContainEqual([score?.questionId]);
  query.mockRestore();
  const stored = await db.score.findMany({ where: { memberId: board.ranked[0]?.memberId ?? "", rule: "PEER" } });
  const total = stored.reduce((sum, { value }) => sum + value, 0);
  expect(board.ranked[0]?.score).toBeCloseTo(total / stored.reduce((sum, { coverage }) => sum + coverage, 0), 9);
});

it("a withdrawn verdict takes its scores off the board, and a new one puts them back", async () => {
  const { questionId } = await db.resolution.findFirstOrThrow({
    where: { teamId: otherId },
    select: { questionId: true },
  });
  const verdict = (version: number, outcome: "NO" | null) =>
    db.resolution.create({
      data: { teamId: otherId, questionId, version, outcome, knownAt: new Date("2024-02-01"), origin: "IMPORT" },
      select: { id: true },
    });
  const before = await read(actor("ADMIN"), {}, [otherId]);
  await verdict(2, null);
  expect((await read(actor("ADMIN"), {}, [otherId])).questions).toHaveLength(11);
  const { id } = await verdict(3, "NO");
  await db.$transaction((tx) => scoreResolutions(tx, [id]));
  const after = await read(actor("ADMIN"), {}, [otherId]);
  expect(after.questions).toHaveLength(12);
  expect(after.ranked[0]?.score).not.toBe(before.ranked[0]?.score);
});
