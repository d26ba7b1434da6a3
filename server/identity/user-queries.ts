import { type Actor, can, type OrgRole, type TeamRole } from "#core/permissions";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface UserRow {
  id: string;
  name: string;
  email: string;
  orgRole: OrgRole;
  disabled: boolean;
  usesCodes: boolean;
  teams: { name: string; role: TeamRole }[];
}

const PAGE = 50;

/** People with an account whose name or address contains the words, a page at a time. */
export async function listUsers(
  actor: Actor,
  { search = "", page = 1 }: { search?: string; page?: number },
): Promise<{ users: UserRow[]; total: number; pages: number }> {
  if (!can(actor, "user.manage")) throw notFound();
  const contains = { contains: search, mode: "insensitive" } as const;
  const where = search ? { OR: [{ name: contains }, { email: contains }] } : {};
  const [total, users] = await Promise.all([
    db.user.count({ where }),
    db.user.findMany({
      where,
      select: {
        id: true,
        name: true,
        email: true,
        orgRole: true,
        disabledAt: true,
        codes: { select: { confirmedAt: true } },
        members: { where: { leftAt: null }, select: { role: true, team: { select: { name: true } } } },
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      skip: (page - 1) * PAGE,
      take: PAGE,
    }),
  ]);
  return {
    users: users.map(({ members, disabledAt, codes, ...user }) => ({
      ...user,
      disabled: disabledAt !== null,
      usesCodes: Boolean(codes?.confirmedAt),
      teams: members.map(({ role, team }) => ({ name: team.name, role })),
    })),
    total,
    pages: Math.max(1, Math.ceil(total / PAGE)),
  };
}

/** Who could be put into a team: accounts that are not in it. */
export async function usersOutside(
  actor: Actor,
  teamId: string,
): Promise<{ id: string; name: string; email: string }[]> {
  if (!can(actor, "team.manage")) return [];
  return db.user.findMany({
    where: { disabledAt: null, members: { none: { teamId, leftAt: null } } },
    select: { id: true, name: true, email: true },
    orderBy: { name: "asc" },
    take: 500,
  });
}
