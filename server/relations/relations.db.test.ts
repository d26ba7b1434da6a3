import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allowedWorlds, checkCoherence, nearestRecordable, type Relation } from "#core/coherence";
import type { Actor } from "#core/permissions";
import { db } from "#server/platform/db";
import { replaceQuestion } from "#server/questions/replace-question";
import { relationBook } from "#server/relations/relation-queries";
import { inDays, setFixture } from "#server/relations/set.fixture";
import { appRouter } from "#server/routers/app";

const caller = (actor: Actor) => appRouter.createCaller({ actor, address: "here" });

async function fixture(size: number) {
  const set = await setFixture(size);
  const lead = await set.person("LEAD");
  const ids = set.scenarios.map(({ scenarioId }) => scenarioId);
  const { briefId, teamId } = set;
  const declare = (
    kind: "EXCLUSIVE" | "EXHAUSTIVE" | "IMPLIES",
    at: readonly number[],
    more: { confirmDeadlines?: boolean } = {},
  ) => caller(lead).relation.declare({ briefId, kind, scenarioIds: at.map((i) => ids[i] ?? ""), ...more });
  const book = () => relationBook(db, teamId);
  return { ...set, lead, ids, declare, book };
}

describe("a relation", () => {
  it("is declared with its journal and audit rows, and stands", async () => {
    const { declare, book, ids, lead } = await fixture(3);
    const { relationId } = await declare("EXCLUSIVE", [0, 2]);
    const { relations } = await book();
    expect(relations).toMatchObject([
      { id: relationId, kind: "EXCLUSIVE", scenarioIds: [ids[0], ids[2]], state: "stands", declaredBy: lead.name },
    ]);
    const entry = await db.journalEntry.findFirstOrThrow({ where: { recordId: relationId } });
    expect(entry).toMatchObject({ kind: "relation", body: { act: "DECLARED", kind: "EXCLUSIVE" } });
    expect(await db.auditEntry.count({ where: { action: "relation.declare", subjectId: relationId } })).toBe(1);
  });

  it("is refused where it leaves no possible world, naming those that do so together", async () => {
    const { declare, book } = await fixture(4);
    await declare("EXHAUSTIVE", [0, 1]);
    await declare("IMPLIES", [0, 2]);
    await declare("IMPLIES", [1, 2]);
    await declare("IMPLIES", [3, 2]);
    await declare("EXCLUSIVE", [0, 2]);
    await expect(declare("EXCLUSIVE", [1, 2])).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message:
        "Together these leave no possible world: at least one of scenario 1 and scenario 2 comes true; " +
        "if scenario 1 comes true, so does scenario 3; if scenario 2 comes true, so does scenario 3; " +
        "at most one of scenario 1 and scenario 3 comes true; at most one of scenario 2 and scenario 3 comes true.",
    });
    expect((await book()).relations).toHaveLength(5);
  });

  it("is refused twice, with itself, of another brief, and beyond twelve that hang together", async () => {
    const { declare, ids, lead, briefId } = await fixture(13);
    await declare("IMPLIES", [0, 1]);
    await expect(declare("IMPLIES", [0, 1])).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(declare("IMPLIES", [0, 0])).rejects.toThrow(/once/);
    await expect(declare("IMPLIES", [0, 1, 2])).rejects.toThrow(/choose two/);
    const other = await setFixture(1);
    const foreign = [ids[0] ?? "", other.scenarios[0]?.scenarioId ?? ""];
    await expect(caller(lead).relation.declare({ briefId, kind: "EXCLUSIVE", scenarioIds: foreign })).rejects.toThrow(
      /scenarios of this brief/,
    );
    await declare("EXCLUSIVE", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    await expect(declare("IMPLIES", [11, 12])).rejects.toThrow(/13 scenarios hang together; more than 12/);
  });

  it("holds only between headline questions of yes or no that are published", async () => {
    const { declare, add, ids } = await fixture(1);
    const numeric = await add({ type: "NUMERIC" });
    ids.push(numeric.scenarioId);
    await expect(declare("IMPLIES", [0, 1])).rejects.toThrow(/scenario 2 is not answered by yes or no/);
    const draft = await add();
    await db.question.update({ where: { id: draft.questionId }, data: { state: "DRAFT" }, select: { id: true } });
    ids.push(draft.scenarioId);
    await expect(declare("EXCLUSIVE", [0, 2])).rejects.toThrow(/scenario 3 has no published headline question/i);
  });

  it("between different deadlines wants an explicit confirmation, and keeps who gave it", async () => {
    const { declare, add, ids, book } = await fixture(1);
    ids.push((await add({ closesAt: inDays(30) })).scenarioId);
    await expect(declare("IMPLIES", [0, 1])).rejects.toMatchObject({
      message: expect.stringMatching(/close at different times: confirm/),
      cause: { field: "confirmDeadlines" },
    });
    await declare("IMPLIES", [0, 1], { confirmDeadlines: true });
    expect((await book()).relations).toMatchObject([{ deadlinesConfirmed: true, state: "stands" }]);
  });

  it("rests while the closes have come to differ or a question is newer than it, and is taken up again by a lead", async () => {
    const { declare, book, lead, scenarios } = await fixture(2);
    const { relationId } = await declare("IMPLIES", [0, 1]);
    await caller(lead).question.moveClose({
      questionId: scenarios[1]?.questionId ?? "",
      closesAt: inDays(120),
      reason: "It was put off.",
    });
    expect((await book()).relations).toMatchObject([
      { state: "rests", why: expect.stringMatching(/close at different times now/) },
    ]);
    await expect(caller(lead).relation.restore({ relationId })).rejects.toThrow(/confirm/);
    await caller(lead).relation.restore({ relationId, confirmDeadlines: true });
    expect((await book()).relations).toMatchObject([{ state: "stands" }]);
  });

  it("is withdrawn and restored without losing what it was, at any instant", async () => {
    const { declare, book, lead, teamId } = await fixture(2);
    const { relationId } = await declare("EXCLUSIVE", [0, 1]);
    const declared = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
    await caller(lead).relation.withdraw({ relationId });
    expect((await book()).relations).toMatchObject([{ state: "withdrawn", changes: [{ by: lead.name }] }]);
    expect((await relationBook(db, teamId, declared)).relations).toMatchObject([{ state: "stands" }]);
    expect((await relationBook(db, teamId, 0)).relations).toEqual([]);
    await expect(caller(lead).relation.withdraw({ relationId })).rejects.toMatchObject({ code: "CONFLICT" });
    await caller(lead).relation.restore({ relationId });
    expect((await book()).relations).toMatchObject([{ state: "stands" }]);
    await expect(caller(lead).relation.restore({ relationId })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(db.scenarioRelation.update({ where: { id: relationId }, data: { kind: "IMPLIES" } })).rejects.toThrow(
      /append-only/,
    );
    await expect(db.scenarioRelationChange.deleteMany({ where: { relationId } })).rejects.toThrow(/append-only/);
  });

  it("is suspended by a material amendment, with its reason, and by nothing less", async () => {
    const { declare, book, lead, scenarios, ids, teamId } = await fixture(3);
    await declare("IMPLIES", [0, 1]);
    await declare("IMPLIES", [1, 2]);
    const question = { id: scenarios[0]?.questionId ?? "", teamId, scenarioId: ids[0] ?? "" };
    const words = { title: "Will it?", criteria: "So.", source: "The record", reason: "Other words." };
    await caller(lead).question.clarify({ questionId: question.id, ...words });
    expect((await book()).relations.map(({ state }) => state)).toEqual(["stands", "stands"]);
    const replacement = { ...words, title: "Will it twice?", closesAt: inDays(90), revealAt: null };
    await replaceQuestion({ actor: lead, question }, replacement);
    expect((await book()).relations).toMatchObject([
      { state: "suspended", why: "Other words." },
      { state: "stands", why: null },
    ]);
  });

  it("of two declared at once that contradict each other one is refused", async () => {
    const { declare } = await fixture(2);
    await declare("EXHAUSTIVE", [0, 1]);
    await declare("IMPLIES", [0, 1]);
    const outcomes = await Promise.allSettled([declare("IMPLIES", [1, 0]), declare("EXCLUSIVE", [0, 1])]);
    const { relations } = { relations: outcomes.filter(({ status }) => status === "fulfilled") };
    expect(relations).toHaveLength(1);
  });
});

const KINDS = ["EXCLUSIVE", "EXHAUSTIVE", "IMPLIES"] as const;

describe("one's own coherence", () => {
  it("through the procedures is what core finds, and taking the nearest set over settles it", async () => {
    const declaration = fc.record({
      kind: fc.constantFrom(...KINDS),
      at: fc.uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 4 }),
    });
    const numbers = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(declaration, { minLength: 1, maxLength: 4 }), numbers, async (declared, points) => {
        const { declare, ids, scenarios, person, teamId } = await fixture(4);
        const accepted: Relation[] = [];
        for (const { kind, at: all } of declared) {
          const at = kind === "IMPLIES" ? all.slice(0, 2) : all;
          const named = at.map((i) => ids[i] ?? "");
          const [from = "", to = ""] = named;
          const rule: Relation =
            kind === "IMPLIES"
              ? { kind: "implies", from, to }
              : { kind: kind === "EXCLUSIVE" ? "exclusive" : "exhaustive", scenarios: named };
          const possible = hasWorld(ids, [...accepted, rule]);
          const [outcome] = await Promise.allSettled([declare(kind, at)]);
          const twice = outcome.status === "rejected" && /already/.test(String(outcome.reason));
          if (!twice) expect(outcome.status).toBe(possible ? "fulfilled" : "rejected");
          if (outcome.status === "fulfilled") accepted.push(rule);
        }
        const analyst = await person("FORECASTER");
        const mine = caller(analyst);
        const stated = new Map(ids.map((id, i) => [id, (points[i] ?? 500) / 1000]));
        for (const { scenarioId, questionId } of scenarios)
          await mine.forecast.submit({ questionId, probability: stated.get(scenarioId) ?? 0.5 });
        const check = checkCoherence(stated, accepted);
        const recordable = nearestRecordable(stated, accepted, new Map(), [0.001, 0.999]);
        const found = await Promise.all(ids.map((scenarioId) => mine.relation.coherence({ scenarioId })));
        expect(found.some(({ sets }) => sets.length > 0)).toBe(!check.coherent);
        const offered = new Map(
          found.flatMap(({ sets }) =>
            sets.flatMap(({ parts }) => parts.map((part) => [part.scenarioId, part] as const)),
          ),
        );
        for (const { scenarioId, nearest } of offered.values()) expect(nearest).toBe(recordable.get(scenarioId));
        if (check.coherent) return;
        const forecasts = [...offered.values()].flatMap(({ questionId, mine: over, nearest }) =>
          nearest === null ? [] : [{ questionId, probability: nearest, over }],
        );
        await mine.forecast.submitTogether({ teamId, forecasts });
        const after = await Promise.all(ids.map((scenarioId) => mine.relation.coherence({ scenarioId })));
        expect(after.flatMap(({ sets }) => sets).filter(({ moves }) => moves)).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it("leaves out what is closed, and takes what is resolved as known", async () => {
    const { declare, scenarios, ids, person, teamId } = await fixture(3);
    await declare("EXCLUSIVE", [0, 1, 2]);
    const mine = caller(await person("FORECASTER"));
    for (const [i, { questionId }] of scenarios.entries())
      await mine.forecast.submit({ questionId, probability: [0.9, 0.6, 0.6][i] ?? 0.5 });
    await db.question.update({
      where: { id: scenarios[0]?.questionId ?? "" },
      data: { state: "PROPOSED" },
      select: { id: true },
    });
    const about = { scenarioId: ids[1] ?? "" };
    const [closed] = (await mine.relation.coherence(about)).sets;
    expect(closed?.parts).toMatchObject([{ apart: "closed", nearest: null }, { apart: null }, { apart: null }]);
    expect(closed?.parts[1]?.nearest).toBeCloseTo(0.5, 9);
    await db.question.update({
      where: { id: scenarios[0]?.questionId ?? "" },
      data: { state: "RESOLVED" },
      select: { id: true },
    });
    await db.resolution.create({
      data: {
        teamId,
        questionId: scenarios[0]?.questionId ?? "",
        version: 1,
        outcome: "YES",
        knownAt: inDays(-1),
        origin: "IMPORT",
      },
      select: { id: true },
    });
    const [known] = (await mine.relation.coherence(about)).sets;
    expect(known?.parts).toMatchObject([{ apart: "resolved yes" }, { nearest: 0.001 }, { nearest: 0.001 }]);
    expect(known).toMatchObject({ moves: true, bounded: true });
  });

  it("numbers are taken over together or not at all", async () => {
    const { scenarios, person, teamId } = await fixture(2);
    const analyst = await person("FORECASTER");
    const mine = caller(analyst);
    const [one, two] = scenarios.map(({ questionId }) => questionId);
    await mine.forecast.submit({ questionId: one ?? "", probability: 0.7 });
    const both = (over: number | null) => ({
      teamId,
      forecasts: [
        { questionId: one ?? "", probability: 0.6, over: 0.7 },
        { questionId: two ?? "", probability: 0.4, over },
      ],
    });
    await expect(mine.forecast.submitTogether(both(0.5))).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await db.forecast.count({ where: { memberId: analyst.memberId } })).toBe(1);
    expect(await mine.forecast.submitTogether(both(null))).toEqual({ saved: 2 });
    const foreign = await setFixture(1);
    const elsewhere = [{ questionId: foreign.scenarios[0]?.questionId ?? "", probability: 0.5, over: null }];
    await expect(mine.forecast.submitTogether({ teamId, forecasts: elsewhere })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await db.journalEntry.count({ where: { kind: "forecast", teamId } })).toBe(3);
  });
});

function hasWorld(ids: readonly string[], relations: readonly Relation[]): boolean {
  try {
    return allowedWorlds(ids, relations).length > 0;
  } catch {
    return false;
  }
}
