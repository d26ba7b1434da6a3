import { randomUUID } from "node:crypto";
import type { Actor, TeamRole } from "#core/permissions";
import type { QuestionType } from "#prisma/client/client";
import { db } from "#server/platform/db";

const DAY = 86_400_000;
export const inDays = (days: number) => new Date(Date.now() + days * DAY);

export interface SetScenario {
  scenarioId: string;
  questionId: string;
}

/** A brief with scenarios, each with an open headline question, for integration tests. */
export interface SetFixture {
  teamId: string;
  briefId: string;
  scenarios: SetScenario[];
  person(role: TeamRole): Promise<Actor & { memberId: string; name: string }>;
  /** One more scenario of the brief. */
  add(question?: { type?: QuestionType; closesAt?: Date; revealAt?: Date }): Promise<SetScenario>;
}

export async function setFixture(size: number): Promise<SetFixture> {
  const { id: teamId } = await db.team.create({ data: { name: `Team ${randomUUID()}` }, select: { id: true } });
  const { id: briefId } = await db.brief.create({ data: { teamId }, select: { id: true } });
  const closes = inDays(90);
  let made = 0;
  const add: SetFixture["add"] = async ({ type = "BINARY", closesAt = closes, revealAt } = {}) => {
    const number = ++made;
    const { id: scenarioId } = await db.scenario.create({
      data: { teamId, briefId, number, statement: `Development ${number}` },
      select: { id: true },
    });
    const { id: questionId } = await db.question.create({
      data: {
        teamId,
        scenarioId,
        role: "HEADLINE",
        type,
        state: "OPEN",
        revealPolicy: revealAt ? "AFTER_ROUND" : "ALWAYS",
        revealAt: revealAt ?? null,
      },
      select: { id: true },
    });
    await db.questionVersion.create({
      data: {
        teamId,
        questionId,
        number: 1,
        title: `Will ${number} happen?`,
        criteria: "As reported.",
        source: "The record",
        opensAt: inDays(-30),
        closesAt,
        ...(type === "NUMERIC" ? { rangeMin: 0, rangeMax: 10, openLower: false, openUpper: false } : {}),
      },
      select: { id: true },
    });
    return { scenarioId, questionId };
  };
  const scenarios: SetScenario[] = [];
  for (let i = 0; i < size; i++) scenarios.push(await add());
  let people = 0;
  return {
    teamId,
    briefId,
    scenarios,
    add,
    async person(role) {
      const name = `${role.toLowerCase()} ${++people}`;
      const data = { email: `${randomUUID()}@x.example`, name };
      const { id: userId } = await db.user.create({ data, select: { id: true } });
      const member = await db.member.create({ data: { teamId, userId, name, role }, select: { id: true } });
      const memberId = member.id;
      return { userId, orgRole: "MEMBER", memberships: [{ memberId, teamId, role }], memberId, name };
    },
  };
}
