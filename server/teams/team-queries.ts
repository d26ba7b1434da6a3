import { type Actor, can, type OrgRole, type TeamRole } from "#core/permissions";
import type { BoardNames, WordScale } from "#prisma/client/client";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

/** Every team with the number of its people. */
export async function listTeams(
  actor: Actor,
): Promise<{ id: string; name: string; members: number; briefs: number }[]> {
  if (!can(actor, "team.manage")) throw notFound();
  const teams = await db.team.findMany({
    select: {
      id: true,
      name: true,
      _count: { select: { members: { where: { leftAt: null } }, briefs: { where: { archivedAt: null } } } },
    },
    orderBy: { name: "asc" },
  });
  return teams.map(({ id, name, _count }) => ({ id, name, members: _count.members, briefs: _count.briefs }));
}

export interface MemberRow {
  id: string;
  name: string;
  role: TeamRole;
  /** Null for a person of an import, who cannot sign in. */
  email: string | null;
  orgRole: OrgRole | null;
  disabled: boolean;
  since: Date;
}

/** A team with the people in it, for those who manage them. */
export async function teamToManage(
  actor: Actor,
  teamId: string,
): Promise<{ id: string; name: string; wordScale: WordScale; boardNames: BoardNames; members: MemberRow[] }> {
  if (!can(actor, "member.manage", { teamId })) throw notFound();
  const team = await db.team.findUnique({
    where: { id: teamId },
    select: {
      id: true,
      name: true,
      wordScale: true,
      boardNames: true,
      members: {
        where: { leftAt: null },
        select: {
          id: true,
          name: true,
          role: true,
          createdAt: true,
          user: { select: { email: true, orgRole: true, disabledAt: true } },
        },
        orderBy: { name: "asc" },
      },
    },
  });
  if (!team) throw notFound();
  return {
    ...team,
    members: team.members.map(({ user, createdAt, ...member }) => ({
      ...member,
      email: user?.email ?? null,
      orgRole: user?.orgRole ?? null,
      disabled: Boolean(user?.disabledAt),
      since: createdAt,
    })),
  };
}
