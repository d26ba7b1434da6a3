import { type Actor, can, type OrgRole, type TeamRole } from "#core/permissions";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";
import { pageId } from "#server/platform/page-id";

/** A person as an administrator sees them. */
export interface ManagedPerson {
  id: string;
  name: string;
  email: string;
  orgRole: OrgRole;
  createdAt: Date;
  disabledAt: Date | null;
  usesCodes: boolean;
  erasureAskedAt: Date | null;
  /** Null for who never had an account of their own or signed in lately. */
  lastSeenAt: Date | null;
  /** The only administrator who can sign in: nothing may take that away. */
  lastAdmin: boolean;
  own: boolean;
  memberships: {
    memberId: string;
    teamId: string;
    team: string;
    role: TeamRole;
    since: Date;
    leftAt: Date | null;
    forecasts: number;
  }[];
  /** What an erasure takes: how many of their own words there are. */
  words: { reasons: number; comments: number; dissents: number };
}

/** @throws NOT_FOUND for who does not manage users, and for a person who was erased */
export async function personToManage(actor: Actor, id: string): Promise<ManagedPerson> {
  if (!can(actor, "user.manage")) throw notFound();
  const user = await db.user.findFirst({
    where: { id: pageId(id), erasedAt: null },
    select: {
      id: true,
      name: true,
      email: true,
      orgRole: true,
      createdAt: true,
      disabledAt: true,
      erasureAskedAt: true,
      codes: { select: { confirmedAt: true } },
      sessions: { orderBy: { lastSeenAt: "desc" }, take: 1, select: { lastSeenAt: true } },
      members: {
        orderBy: { createdAt: "asc" },
        select: {
          id: true,
          teamId: true,
          role: true,
          createdAt: true,
          leftAt: true,
          team: { select: { name: true } },
          _count: {
            select: {
              forecastHeads: true,
              forecasts: { where: { reason: { not: null } } },
              comments: { where: { body: { not: "" } } },
              threadEntries: { where: { body: { not: null } } },
              dissents: { where: { body: { not: null } } },
            },
          },
        },
      },
    },
  });
  if (!user) throw notFound();
  const admins = await db.user.count({ where: { orgRole: "ADMIN", disabledAt: null } });
  const { members, sessions, codes, ...person } = user;
  const sum = (of: (member: (typeof members)[number]) => number) => members.reduce((total, one) => total + of(one), 0);
  return {
    ...person,
    usesCodes: Boolean(codes?.confirmedAt),
    lastSeenAt: sessions[0]?.lastSeenAt ?? null,
    lastAdmin: person.orgRole === "ADMIN" && person.disabledAt === null && admins === 1,
    own: person.id === actor.userId,
    memberships: members.map(({ id: memberId, teamId, team, role, createdAt, leftAt, _count }) => ({
      memberId,
      teamId,
      team: team.name,
      role,
      since: createdAt,
      leftAt,
      forecasts: _count.forecastHeads,
    })),
    words: {
      reasons: sum(({ _count }) => _count.forecasts),
      comments: sum(({ _count }) => _count.comments + _count.threadEntries),
      dissents: sum(({ _count }) => _count.dissents),
    },
  };
}
