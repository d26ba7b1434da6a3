import { type Actor, can } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { type AuditFilter, type AuditScope, auditWhere } from "#server/audit/audit-filter";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

const PAGE = 50;

export interface AuditRow {
  id: string;
  at: Date;
  action: string;
  actorId: string | null;
  by: string | null;
  teamId: string | null;
  team: string | null;
  /** The row it speaks of, by id. */
  subjectId: string | null;
  detail: Prisma.JsonValue;
}

/** Who did what, when; newest first, a page at a time. */
export async function auditLog(
  actor: Actor,
  scope: AuditScope,
  { page, ...filter }: AuditFilter,
): Promise<{ rows: AuditRow[]; total: number; pages: number }> {
  const where = await auditWhere(actor, scope, filter);
  const [total, rows] = await Promise.all([
    db.auditEntry.count({ where }),
    readEntries(where, { skip: (page - 1) * PAGE, take: PAGE }),
  ]);
  return { rows, total, pages: Math.max(1, Math.ceil(total / PAGE)) };
}

interface Slice {
  skip: number;
  take: number;
  orderBy?: Prisma.AuditEntryFindManyArgs["orderBy"];
}

/** Entries with the names of who acted and of the team, newest first. Two queries. */
export async function readEntries(
  where: Prisma.AuditEntryWhereInput,
  { skip, take, orderBy = [{ at: "desc" }, { id: "desc" }] }: Slice,
): Promise<AuditRow[]> {
  const entries = await db.auditEntry.findMany({
    where,
    select: {
      id: true,
      at: true,
      action: true,
      actorId: true,
      teamId: true,
      subjectId: true,
      detail: true,
      actor: { select: { name: true } },
    },
    orderBy,
    skip,
    take,
  });
  const ids = [...new Set(entries.flatMap(({ teamId }) => teamId ?? []))];
  const teams = await db.team.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const names = new Map(teams.map(({ id, name }) => [id, name]));
  return entries.map(({ actor, ...entry }) => ({
    ...entry,
    by: actor?.name ?? null,
    team: (entry.teamId && names.get(entry.teamId)) ?? null,
  }));
}

/** What the filter offers: every act that occurs, the people and the teams. */
export async function auditChoices(actor: Actor, { teamId }: AuditScope) {
  if (!(teamId === null ? can(actor, "audit.read") : can(actor, "member.audit", { teamId }))) throw notFound();
  const within = teamId === null ? {} : { teamId };
  const people = teamId === null ? {} : { members: { some: { teamId, leftAt: null } } };
  const [actions, users, teams] = await Promise.all([
    db.auditEntry.findMany({
      where: within,
      distinct: ["action"],
      select: { action: true },
      orderBy: { action: "asc" },
    }),
    db.user.findMany({ where: people, select: { id: true, name: true }, orderBy: { name: "asc" }, take: 500 }),
    teamId === null ? db.team.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }) : [],
  ]);
  return { actions: actions.map(({ action }) => action), people: users, teams };
}
