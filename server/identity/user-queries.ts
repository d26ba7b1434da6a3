import { z } from "zod";
import { type Actor, can, type OrgRole, type TeamRole } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { OrgRoleInput } from "#server/teams/role-inputs";

/** What the list can be narrowed to; what does not parse narrows nothing. */
export const userFilter = z.object({
  search: z.string().trim().max(200).catch(""),
  role: OrgRoleInput.optional().catch(undefined),
  state: z.enum(["enabled", "disabled", "asking"]).optional().catch(undefined),
  team: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type UserFilter = z.infer<typeof userFilter>;

export interface UserRow {
  id: string;
  name: string;
  email: string;
  orgRole: OrgRole;
  disabled: boolean;
  usesCodes: boolean;
  /** They ask to be erased. */
  asking: boolean;
  teams: { name: string; role: TeamRole }[];
}

const PAGE = 50;

/** People with an account that fit a filter, a page at a time, and how many ask to be erased. */
export async function listUsers(
  actor: Actor,
  { search, role, state, team, page }: UserFilter,
): Promise<{ users: UserRow[]; total: number; pages: number; asking: number }> {
  if (!can(actor, "user.manage")) throw notFound();
  const contains = { contains: search, mode: "insensitive" } as const;
  const where: Prisma.UserWhereInput = {
    erasedAt: null,
    orgRole: role,
    ...(search ? { OR: [{ name: contains }, { email: contains }] } : {}),
    ...(team ? { members: { some: { teamId: team, leftAt: null } } } : {}),
    ...(state ? STATE[state] : {}),
  };
  const [total, asking, users] = await Promise.all([
    db.user.count({ where }),
    db.user.count({ where: STATE.asking }),
    db.user.findMany({
      where,
      select: {
        id: true,
        name: true,
        email: true,
        orgRole: true,
        disabledAt: true,
        codes: { select: { confirmedAt: true } },
        erasureAskedAt: true,
        members: { where: { leftAt: null }, select: { role: true, team: { select: { name: true } } } },
      },
      orderBy: [{ name: "asc" }, { id: "asc" }],
      skip: (page - 1) * PAGE,
      take: PAGE,
    }),
  ]);
  return {
    users: users.map(({ members, disabledAt, erasureAskedAt, codes, ...user }) => ({
      ...user,
      disabled: disabledAt !== null,
      usesCodes: Boolean(codes?.confirmedAt),
      asking: erasureAskedAt !== null,
      teams: members.map(({ role: inTeam, team: { name } }) => ({ name, role: inTeam })),
    })),
    total,
    asking,
    pages: Math.max(1, Math.ceil(total / PAGE)),
  };
}

const STATE = {
  enabled: { disabledAt: null },
  disabled: { disabledAt: { not: null } },
  asking: { erasureAskedAt: { not: null } },
} as const satisfies Record<string, Prisma.UserWhereInput>;

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
