import { describe, expect, it } from "vitest";
import type { Actor } from "#core/permissions";
import { readableNotices } from "#server/notifications/notice-rows";
import { db } from "#server/platform/db";
import { inDays, setFixture } from "#server/relations/set.fixture";
import { resolutionCase } from "#server/resolution/case-queries";
import { appRouter } from "#server/routers/app";

const caller = (actor: Actor) => appRouter.createCaller({ actor, address: "here" });
const DAY = 86_400_000;
const known = inDays(-1);
type Said = "YES" | "NO" | "VOID" | "AMBIGUOUS";

async function fixture(size = 2) {
  const set = await setFixture(size);
  const [lead, second, analyst, other] = [
    await set.person("LEAD"),
    await set.person("LEAD"),
    await set.person("FORECASTER"),
    await set.person("FORECASTER"),
  ];
  const [a, b] = set.scenarios;
  if (!a || !b) throw new RangeError("the fixture must have two scenarios");
  const { briefId } = set;
  const ask = (holds = true) =>
    caller(lead).relation.askConditional({ briefId, antecedentId: a.scenarioId, consequentId: b.scenarioId, holds });
  const versionsByQuestion = async () => {
    const where = { question: { teamId: set.teamId, role: "CONDITIONAL" as const } };
    const rows = await db.resolution.findMany({ where, orderBy: { version: "asc" } });
    return new Map(rows.map(({ questionId, version, outcome }) => [questionId, { version, outcome }]));
  };
  /** What the desk says before the press of the conditional questions is what the press does to them. */
  async function confirm(proposalId: string, questionId: string) {
    const said = (await resolutionCase(second, questionId)).pending?.conditionals ?? [];
    const before = await versionsByQuestion();
    await caller(second).resolution.confirm({ proposalId });
    const changed = [...(await versionsByQuestion())].filter(
      ([id, { version }]) => before.get(id)?.version !== version,
    );
    expect(said.map(({ questionId: id, becomes }) => [id, becomes]).sort()).toEqual(
      changed.map(([id, { outcome }]) => [id, outcome]).sort(),
    );
    for (const { questionId: id, people } of said) {
      const scored = await db.score.findMany({ where: { questionId: id }, distinct: ["memberId"] });
      expect(scored.length).toBeLessThanOrEqual(people);
    }
  }
  const evidence = { knownAt: known, evidenceUrl: "https://record.example", note: "As reported." };
  async function resolve(questionId: string, outcome: Said) {
    const { proposalId } = await caller(lead).resolution.propose({ questionId, outcome, ...evidence });
    await confirm(proposalId, questionId);
  }
  async function correct(questionId: string, outcome: Said | null) {
    const { id: resolutionId } = await db.resolution.findFirstOrThrow({
      where: { questionId },
      orderBy: { version: "desc" },
    });
    const correction = { questionId, resolutionId, outcome, ...evidence, note: "Seen again." };
    const { proposalId } = await caller(lead).resolution.correct(
      outcome === null ? { questionId, resolutionId, outcome, note: "Seen again." } : correction,
    );
    await confirm(proposalId, questionId);
  }
  async function read(questionId: string) {
    const { state, resolutions, scores } = await db.question
      .findUniqueOrThrow({
        where: { id: questionId },
        select: { state: true, resolutions: { orderBy: { version: "desc" } } },
      })
      .then(async (row) => ({ ...row, scores: await db.score.count({ where: { questionId } }) }));
    return { state, outcome: resolutions[0]?.outcome ?? null, versions: resolutions.length, scored: scores > 0 };
  }
  return { ...set, lead, second, analyst, other, a: a.questionId, b: b.questionId, ask, resolve, correct, read };
}

/** With two forecasts that count: opened before the answer was known. */
async function asked(holds = true) {
  const set = await fixture();
  const { questionId } = await set.ask(holds);
  await heldBefore(set, questionId);
  return { ...set, c: questionId };
}

/**
 * Puts the opening of a question back, as an import would state it, and gives it two forecasts that count: what is asked now
 * could not be answered before.
 */
async function heldBefore({ teamId, analyst, other }: Awaited<ReturnType<typeof fixture>>, questionId: string) {
  const { id: questionVersionId } = await db.questionVersion.create({
    data: {
      teamId,
      questionId,
      number: 9,
      title: "As before",
      criteria: "",
      source: "",
      opensAt: new Date(known.getTime() - 20 * DAY),
      closesAt: new Date(known.getTime() + 50 * DAY),
    },
    select: { id: true },
  });
  for (const [{ memberId }, probability] of [
    [analyst, 0.8],
    [other, 0.3],
  ] as const) {
    const of = { teamId, questionId, memberId, sequence: 1 };
    await db.forecastHead.create({ data: of, select: { sequence: true } });
    const madeAt = new Date(known.getTime() - 10 * DAY);
    await db.forecast.create({
      data: { ...of, questionVersionId, kind: "FORECAST", probabilities: [probability], madeAt },
      select: { id: true },
    });
  }
}

describe("a conditional question", () => {
  it("is a question of its own with the clocks of B, its wording made from both, declared as a relation", async () => {
    const { ask, a, b, analyst, teamId, briefId, lead, scenarios } = await fixture();
    const { questionId } = await ask();
    const question = await db.question.findUniqueOrThrow({
      where: { id: questionId },
      include: { versions: true, conditional: true },
    });
    const closesAt = (await db.questionVersion.findFirstOrThrow({ where: { questionId: b } })).closesAt;
    expect(question).toMatchObject({
      role: "CONDITIONAL",
      state: "OPEN",
      scenarioId: scenarios[1]?.scenarioId,
      conditional: { antecedentId: a, consequentId: b, holds: true },
      versions: [{ title: "If “Will 1 happen?” is answered yes: Will 2 happen?", closesAt }],
    });
    expect(await db.scenarioRelation.count({ where: { teamId, kind: "CONDITIONAL" } })).toBe(1);
    await expect(ask()).rejects.toMatchObject({ code: "CONFLICT" });
    await ask(false);
    expect(await db.scenarioRelation.count({ where: { teamId, kind: "CONDITIONAL" } })).toBe(1);
    await caller(analyst).forecast.submit({ questionId, probability: 0.4 });
    const same = scenarios[0]?.scenarioId ?? "";
    await expect(
      caller(lead).relation.askConditional({ briefId, antecedentId: same, consequentId: same, holds: true }),
    ).rejects.toThrow(/no condition of itself/);
  });

  it("asks all that are missing among some scenarios at once, or none of them", async () => {
    const set = await fixture(3);
    const { lead, analyst, briefId, scenarios, ask } = set;
    const scenarioIds = scenarios.map(({ scenarioId }) => scenarioId);
    await ask();
    const all = { briefId, scenarioIds, holds: true };
    const { questionIds } = await caller(lead).relation.askAllConditionals(all);
    expect(questionIds).toHaveLength(5);
    const rows = await db.conditionalQuestion.findMany({ where: { teamId: set.teamId, holds: true } });
    expect(new Set(rows.map(({ antecedentId, consequentId }) => `${antecedentId} ${consequentId}`)).size).toBe(6);
    const ids = questionIds.map(String);
    expect(await db.journalEntry.count({ where: { recordId: { in: ids } } })).toBe(5);
    expect(await db.auditEntry.count({ where: { action: "question.askConditional", subjectId: { in: ids } } })).toBe(5);
    expect(await db.scenarioRelation.count({ where: { teamId: set.teamId, kind: "CONDITIONAL" } })).toBe(6);
    await expect(caller(lead).relation.askAllConditionals(all)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(caller(analyst).relation.askAllConditionals({ ...all, holds: false })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const twice = { ...all, scenarioIds: [scenarioIds[0] ?? "", scenarioIds[0] ?? ""] };
    await expect(caller(lead).relation.askAllConditionals(twice)).rejects.toThrow(/Name each scenario once/);
    await db.question.update({ where: { id: set.b }, data: { state: "PROPOSED" }, select: { id: true } });
    await expect(caller(lead).relation.askAllConditionals({ ...all, holds: false })).rejects.toThrow(
      /scenario 2 is not open any more/,
    );
    expect(await db.conditionalQuestion.count({ where: { teamId: set.teamId, holds: false } })).toBe(0);
  });

  it("takes no verdict, no close and no words of its own", async () => {
    const { ask, lead } = await fixture();
    const { questionId } = await ask();
    const evidence = { knownAt: new Date(), evidenceUrl: "https://record.example", note: "" };
    await expect(caller(lead).resolution.propose({ questionId, outcome: "YES", ...evidence })).rejects.toThrow(
      /follows from its two questions/,
    );
    await expect(
      caller(lead).question.moveClose({ questionId, closesAt: inDays(99), reason: "Later." }),
    ).rejects.toThrow(/that of the question it is about/);
    await expect(
      caller(lead).question.clarify({ questionId, title: "T", criteria: "C", source: "S", reason: "R" }),
    ).rejects.toThrow(/follows its two questions/);
  });

  it("moves its close with B's", async () => {
    const { ask, lead, b } = await fixture();
    const { questionId } = await ask();
    const closesAt = inDays(120);
    await caller(lead).question.moveClose({ questionId: b, closesAt, reason: "Put off." });
    const versions = await db.questionVersion.findMany({ where: { questionId }, orderBy: { number: "desc" } });
    expect(versions[0]).toMatchObject({ number: 2, closesAt, amendment: "CLOSE_MOVED" });
  });
});

describe("its verdict", () => {
  it("is B's once A resolved yes, in either order, with scores and notices in the same transaction", async () => {
    for (const order of ["A first", "B first"]) {
      const { a, b, c, resolve, read, analyst } = await asked();
      const [first, then] = order === "A first" ? [a, b] : [b, a];
      await resolve(first, "YES");
      expect(await read(c)).toEqual({ state: "OPEN", outcome: null, versions: 0, scored: false });
      await resolve(then, order === "A first" ? "NO" : "YES");
      expect(await read(c)).toEqual({
        state: "RESOLVED",
        outcome: order === "A first" ? "NO" : "YES",
        versions: 1,
        scored: true,
      });
      const notices = await readableNotices(analyst);
      expect(notices.filter(({ questionId, kind }) => questionId === c && kind === "RESOLVED")).toHaveLength(1);
    }
  });

  it("is void as soon as A resolves no, and scores nothing", async () => {
    const { a, b, c, resolve, read } = await asked();
    await resolve(a, "NO");
    expect(await read(c)).toEqual({ state: "VOID", outcome: "VOID", versions: 1, scored: false });
    await resolve(b, "YES");
    expect(await read(c)).toMatchObject({ state: "VOID", versions: 1 });
  });

  it("asked of not A is B's where A resolves no", async () => {
    const { a, b, c, resolve, read } = await asked(false);
    await resolve(b, "YES");
    await resolve(a, "NO");
    expect(await read(c)).toMatchObject({ state: "RESOLVED", outcome: "YES", scored: true });
  });

  it("follows corrections of A and of B, and their being taken back", async () => {
    const { a, b, c, resolve, correct, read } = await asked();
    await resolve(a, "YES");
    await resolve(b, "YES");
    await correct(b, "NO");
    expect(await read(c)).toEqual({ state: "RESOLVED", outcome: "NO", versions: 2, scored: true });
    await correct(a, "NO");
    expect(await read(c)).toEqual({ state: "VOID", outcome: "VOID", versions: 3, scored: false });
    await correct(a, "YES");
    expect(await read(c)).toEqual({ state: "RESOLVED", outcome: "NO", versions: 4, scored: true });
    await correct(b, null);
    expect(await read(c)).toEqual({ state: "OPEN", outcome: null, versions: 5, scored: false });
    await resolve(b, "YES");
    expect(await read(c)).toEqual({ state: "RESOLVED", outcome: "YES", versions: 6, scored: true });
  });

  it("is scored as a question on B with the same forecasts is, bit for bit", async () => {
    const set = await asked();
    const { questionId: plain } = await set.add();
    await heldBefore(set, plain);
    for (const id of [set.a, set.b, plain]) await set.resolve(id, "YES");
    const scoresOf = async (questionId: string) =>
      db.score.findMany({
        where: { questionId },
        orderBy: [{ memberId: "asc" }, { rule: "asc" }],
        select: { memberId: true, rule: true, value: true, coverage: true, attendance: true },
      });
    const given = await scoresOf(set.c);
    expect(given.length).toBeGreaterThan(4);
    expect(given).toEqual(await scoresOf(plain));
  });

  it("of two verdicts that come at once the later one decides it", async () => {
    const { a, b, c, lead, second, read } = await asked();
    const evidence = { knownAt: known, evidenceUrl: "https://record.example", note: "" };
    const propose = async (questionId: string) =>
      (await caller(lead).resolution.propose({ questionId, outcome: "YES", ...evidence })).proposalId;
    const proposals = [await propose(a), await propose(b)];
    await Promise.all(proposals.map((proposalId) => caller(second).resolution.confirm({ proposalId })));
    expect(await read(c)).toEqual({ state: "RESOLVED", outcome: "YES", versions: 1, scored: true });
  });

  it("is void with a material amendment of A or B", async () => {
    for (const which of ["a", "b"] as const) {
      const set = await asked();
      const words = { title: "Other?", criteria: "So.", source: "The record", reason: "It meant another thing." };
      const replacement = { ...words, closesAt: inDays(90), revealAt: null };
      await caller(set.lead).question.replace({ questionId: set[which], ...replacement });
      expect(await set.read(set.c)).toEqual({ state: "VOID", outcome: "VOID", versions: 1, scored: false });
    }
  });
});
