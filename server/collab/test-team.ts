import { randomUUID } from "node:crypto";
import type { OrgRole, TeamRole } from "#core/permissions";
import { testDatabase } from "#server/platform/test-database";

/** A team of its own for a test of the shared documents: people by role, scenarios on demand. */
export async function testTeam() {
  const { db } = testDatabase();
  const tag = randomUUID().slice(0, 8);
  const team = await db.team.create({ data: { name: `Team ${tag}` }, select: { id: true } });
  const brief = await db.brief.create({ data: { teamId: team.id }, select: { id: true } });
  let number = 0;
  return {
    teamId: team.id,
    async scenario(): Promise<string> {
      number += 1;
      const data = { teamId: team.id, briefId: brief.id, number, statement: `Development ${number}` };
      return (await db.scenario.create({ data, select: { id: true } })).id;
    },
    async person(name: string, role: TeamRole | null, orgRole: OrgRole = "MEMBER"): Promise<string> {
      const email = `${name.toLowerCase().replaceAll(" ", ".")}.${randomUUID().slice(0, 8)}@team.example`;
      const user = await db.user.create({ data: { name, email, orgRole }, select: { id: true } });
      if (role) await db.member.create({ data: { teamId: team.id, userId: user.id, name, role } });
      return user.id;
    },
  };
}
