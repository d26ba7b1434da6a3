import { randomUUID } from "node:crypto";
import type { Actor, OrgRole, TeamRole } from "#core/permissions";
import type { QuestionSpec } from "#core/question";
import { STORED_TYPE, versionSpec } from "#server/forecasts/read-specs";
import { db } from "#server/platform/db";

/** A question of a team of its own with its people, for integration tests. */
export interface QuestionFixture {
  teamId: string;
  questionId: string;
  versionId: string;
  opensAt: Date;
  closesAt: Date;
  /** Adds a person and gives them as the door would. */
  person(role: TeamRole, orgRole?: OrgRole): Promise<Actor & { memberId: string; name: string }>;
  /** Appends to a person's log. */
  forecast(memberId: string, madeAt: Date, probability: number | null): Promise<void>;
}

const DAY = 86_400_000;

async function newTeam(): Promise<string> {
  return (await db.team.create({ data: { name: `Team ${randomUUID()}` }, select: { id: true } })).id;
}

/** @param of another question of a team that is there already, where `teamId` names one */
export async function questionFixture({
  opensAt = new Date(Date.UTC(2024, 0, 1)),
  closesAt = new Date(opensAt.getTime() + 100 * DAY),
  teamId: given = "",
  spec = { type: "binary" },
}: {
  opensAt?: Date;
  closesAt?: Date;
  teamId?: string;
  spec?: QuestionSpec;
} = {}): Promise<QuestionFixture> {
  const teamId = given || (await newTeam());
  const { id: briefId } = await db.brief.create({ data: { teamId }, select: { id: true } });
  const { id: scenarioId } = await db.scenario.create({
    data: { teamId, briefId, number: 1, statement: "It happens" },
    select: { id: true },
  });
  const { id: questionId } = await db.question.create({
    data: { teamId, scenarioId, role: "HEADLINE", type: STORED_TYPE[spec.type], state: "OPEN", revealPolicy: "ALWAYS" },
    select: { id: true },
  });
  const { id: versionId } = await db.questionVersion.create({
    data: {
      teamId,
      questionId,
      number: 1,
      title: "Will it happen?",
      criteria: "As reported.",
      source: "The record",
      opensAt,
      closesAt,
      ...versionSpec(spec),
    },
    select: { id: true },
  });
  const sequences = new Map<string, number>();
  let people = 0;
  return {
    teamId,
    questionId,
    versionId,
    opensAt,
    closesAt,
    async person(role, orgRole = "MEMBER") {
      const name = `${role.toLowerCase()} ${++people}`;
      const user = await db.user.create({
        data: { email: `${randomUUID()}@x.example`, name, orgRole },
        select: { id: true },
      });
      const member = await db.member.create({ data: { teamId, userId: user.id, name, role }, select: { id: true } });
      return {
        userId: user.id,
        orgRole,
        memberships: [{ memberId: member.id, teamId, role }],
        memberId: member.id,
        name,
      };
    },
    async forecast(memberId, madeAt, probability) {
      const sequence = (sequences.get(memberId) ?? 0) + 1;
      sequences.set(memberId, sequence);
      await db.forecastHead.upsert({
        where: { questionId_memberId: { questionId, memberId } },
        create: { teamId, questionId, memberId, sequence },
        update: { sequence },
        select: { sequence: true },
      });
      await db.forecast.create({
        data: {
          teamId,
          questionId,
          questionVersionId: versionId,
          memberId,
          kind: probability === null ? "WITHDRAWAL" : "FORECAST",
          probabilities: probability === null ? [] : [probability],
          sequence,
          madeAt,
        },
        select: { id: true },
      });
    },
  };
}
