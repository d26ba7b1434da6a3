import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { OrgRole, TeamRole } from "#core/permissions";
import { db } from "#server/platform/db";
import { endRounds } from "#server/rounds/end-rounds";
import { openRounds } from "#server/rounds/open-rounds";
import { inHours, type RoundFixture, roundFixture } from "#server/rounds/round.fixture";
import { appRouter } from "#server/routers/app";
import { questionFixture } from "#server/scores/question.fixture";

const DAY = 86_400_000;
let q: RoundFixture;
beforeEach(async () => {
  q = await roundFixture();
});

describe("opening", () => {
  it.each<[string, () => Promise<unknown>, string]>([
    ["a closed question", () => moveClose(-1), "closed"],
    ["a draft", () => db.question.update({ where: { id: q.questionId }, data: { state: "DRAFT" } }), "draft"],
    [
      "an archived scenario",
      () => db.scenario.updateMany({ where: { teamId: q.teamId }, data: { archivedAt: new Date() } }),
      "archived",
    ],
    ["a question in a round", () => q.open(), "in round 1 already"],
  ])("%s is refused, by its title", async (_what, make, reason) => {
    await make();
    await expect(q.open(1)).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining(reason) });
    await expect(q.open(1)).rejects.toThrow("“Will it happen?”");
  });

  it.each([
    ["in the past", -1, "in the future"],
    ["after the question's close", 1000, "no later than its question"],
  ])("an end %s is refused at its field", async (_what, hours, reason) => {
    await expect(q.open(hours)).rejects.toMatchObject({
      code: "INVALID",
      field: "endsAt",
      message: expect.stringContaining(reason),
    });
  });

  it("several questions open together or not at all", async () => {
    const second = await questionFixture({ opensAt: inHours(-240), closesAt: inHours(24), teamId: q.teamId });
    const both = { questionIds: [q.questionId, second.questionId] };
    const ctx = { actor: q.lead, teamId: q.teamId };
    await expect(openRounds(ctx, { ...both, endsAt: inHours(48) })).rejects.toMatchObject({ field: "endsAt" });
    expect(await db.round.count({ where: { teamId: q.teamId } })).toBe(0);
    const { rounds } = await openRounds(ctx, { ...both, endsAt: inHours(12), message: "Think first." });
    expect(new Set(rounds.map(({ questionId }) => questionId))).toEqual(new Set(both.questionIds));
    const stored = await db.round.findMany({ where: { teamId: q.teamId } });
    expect(new Set(stored.map(({ opensAt }) => opensAt.getTime())).size).toBe(1);
    expect(await db.auditEntry.count({ where: { teamId: q.teamId, action: "round.open" } })).toBe(1);
  });

  it("another team's question is not there", async () => {
    const other = await questionFixture({ opensAt: inHours(-1), closesAt: inHours(48) });
    const input = { questionIds: [other.questionId], endsAt: inHours(12) };
    await expect(openRounds({ actor: q.lead, teamId: q.teamId }, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(endRounds({ actor: q.lead, teamId: q.teamId }, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it.each<[TeamRole, OrgRole, boolean]>([
    ["OBSERVER", "MEMBER", false],
    ["FORECASTER", "MEMBER", false],
    ["LEAD", "MEMBER", true],
    ["LEAD", "LEADER", false],
    ["OBSERVER", "ADMIN", true],
  ])("a %s who is %s in the organisation: %s", async (role, orgRole, may) => {
    const actor = await q.person(role, orgRole);
    const call = () =>
      appRouter
        .createCaller({ actor, address: randomUUID() })
        .round.open({ teamId: q.teamId, questionIds: [q.questionId], endsAt: inHours(2) });
    if (may) expect((await call()).rounds).toHaveLength(1);
    else await expect(call()).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

async function moveClose(hours: number): Promise<void> {
  const { id, ...version } = await db.questionVersion.findUniqueOrThrow({ where: { id: q.versionId } });
  await db.questionVersion.create({
    data: {
      ...version,
      number: 2,
      closesAt: new Date(Date.now() + hours * DAY),
      amendment: "CLOSE_MOVED",
      reason: "Moved",
    },
  });
}
