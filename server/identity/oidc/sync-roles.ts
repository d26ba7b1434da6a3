import type { MappedRoles } from "#core/group-roles";
import type { OrgRole, TeamRole } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { changeOrgRole } from "#server/identity/manage-user";
import { AppError } from "#server/platform/errors";
import { joinTeam } from "#server/teams/join-team";

type Tx = Prisma.TransactionClient;

interface Person {
  id: string;
  name: string;
  orgRole: OrgRole;
}

/**
 * Brings a person's roles to what their groups give now: those that groups are mapped to, and no others. A role that cannot be
 * taken (of the last administrator; of a forecaster who would lead) stays, and the log says so.
 */
export async function syncRoles(tx: Tx, person: Person, { orgRole, teams }: MappedRoles): Promise<void> {
  const leads = orgRole === "LEADER" || (orgRole === null && person.orgRole === "LEADER");
  // Leaders observe: what they had in mapped teams is lowered before they become one, and raised only after they were.
  if (leads) await syncTeams(tx, person, teams, true);
  if (orgRole) await syncOrgRole(tx, person, orgRole);
  if (!leads) await syncTeams(tx, person, teams, false);
}

async function syncOrgRole(tx: Tx, { id, orgRole: from }: Person, to: OrgRole): Promise<void> {
  try {
    await changeOrgRole(tx, { actorId: null, userId: id, orgRole: to });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "CONFLICT") throw error;
    await recordAudit(tx, { actorId: null, action: "user.keep_role", subjectId: id, detail: { from, to } });
  }
}

async function syncTeams(tx: Tx, person: Person, roles: MappedRoles["teams"], leads: boolean): Promise<void> {
  const teams = await tx.team.findMany({
    where: { name: { in: [...roles.keys()] } },
    select: {
      id: true,
      name: true,
      members: { where: { userId: person.id }, select: { id: true, role: true, leftAt: true } },
    },
  });
  for (const { id: teamId, name, members } of teams) {
    const mapped = roles.get(name) ?? null;
    const role = mapped && leads ? "OBSERVER" : mapped;
    const [member] = members;
    const had = member && !member.leftAt ? member.role : null;
    if (had !== role) await syncTeam(tx, person, { teamId, memberId: member?.id ?? null, had, role });
  }
}

interface Change {
  teamId: string;
  memberId: string | null;
  had: TeamRole | null;
  role: TeamRole | null;
}

async function syncTeam(tx: Tx, { id: userId, name }: Person, { teamId, memberId, had, role }: Change): Promise<void> {
  const audit = { actorId: null, teamId };
  if (!role) {
    if (!memberId) return;
    await tx.member.update({ where: { id: memberId }, data: { leftAt: new Date() }, select: { id: true } });
    await recordAudit(tx, { ...audit, action: "member.remove", subjectId: memberId });
  } else if (!had) {
    const subjectId = await joinTeam(tx, { teamId, userId, name, role });
    await recordAudit(tx, { ...audit, action: "member.add", subjectId, detail: { role } });
  } else if (memberId) {
    await tx.member.update({ where: { id: memberId }, data: { role }, select: { id: true } });
    await recordAudit(tx, {
      ...audit,
      action: "member.set_role",
      subjectId: memberId,
      detail: { from: had, to: role },
    });
  }
}
