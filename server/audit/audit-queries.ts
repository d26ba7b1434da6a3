import { z } from "zod";
import type { Actor } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { type AuditFilter, type AuditScope, auditWhere } from "#server/audit/audit-filter";
import { db } from "#server/platform/db";
import { Deputies } from "#server/teams/deputy-queries";

const PAGE = 50;

export interface AuditRow {
  id: string;
  at: Date;
  action: string;
  actorId: string | null;
  by: string | null;
  /** For whom they stood in, where it was done with a lead's rights by a deputy. */
  deputyFor: string | null;
  /** From where, with what happens at the doors. */
  network: string | null;
  teamId: string | null;
  team: string | null;
  /** The row it speaks of, by id. */
  subjectId: string | null;
  /** Its name, where that row is a person. */
  about: string | null;
  detail: Prisma.JsonValue;
}

/** Who did what, when; newest first, a page at a time. */
export async function auditLog(
  actor: Actor,
  scope: AuditScope,
  { page, ...filter }: AuditFilter,
): Promise<{ rows: AuditRow[]; total: number; pages: number; heldBackOn: number }> {
  const { where, heldBackOn } = await auditWhere(actor, scope, filter);
  const [total, rows] = await Promise.all([
    db.auditEntry.count({ where }),
    readEntries(where, { skip: (page - 1) * PAGE, take: PAGE }),
  ]);
  return { rows, total, pages: Math.max(1, Math.ceil(total / PAGE)), heldBackOn };
}

interface Slice {
  skip: number;
  take: number;
  orderBy?: Prisma.AuditEntryFindManyArgs["orderBy"];
}

/** Acts that a deputy does in their own right, as everybody in the team may. */
const OF_ONES_OWN =
  /^(?:forecast|comment|dissent|rationale|token|deputy|evidence)\.|^resolution\.(?:propose|retract)$|^member\.leave$/;

/** Entries with the names of who acted, as whose deputy, about whom and in which team, newest first. Four queries. */
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
      network: true,
      actor: { select: { name: true } },
    },
    orderBy,
    skip,
    take,
  });
  const teamIds = [...new Set(entries.flatMap(({ teamId }) => teamId ?? []))];
  const subjectIds = [...new Set(entries.flatMap(({ subjectId }) => subjectId ?? []))];
  const [teams, people, deputies] = await Promise.all([
    db.team.findMany({ where: { id: { in: teamIds } }, select: { id: true, name: true } }),
    db.user.findMany({ where: { id: { in: subjectIds.filter(isUuid) } }, select: { id: true, name: true } }),
    Deputies.of(teamIds),
  ]);
  const names = new Map([...teams, ...people].map(({ id, name }) => [id, name]));
  return entries.map(({ actor, ...entry }) => {
    const { actorId, teamId, subjectId, action, at } = entry;
    const asDeputy = actorId && teamId && !OF_ONES_OWN.test(action) ? deputies.leadOf(actorId, teamId, at) : null;
    return {
      ...entry,
      by: actor?.name ?? null,
      deputyFor: asDeputy,
      team: (teamId && names.get(teamId)) ?? null,
      about: (subjectId && names.get(subjectId)) ?? null,
    };
  });
}

const isUuid = (id: string) => z.uuid().safeParse(id).success;

/** What the filter offers: every act that occurs, the people and the teams. */
export async function auditChoices(actor: Actor, scope: AuditScope) {
  const { teamId } = scope;
  const { where } = await auditWhere(actor, scope, {});
  const people = teamId === null ? {} : { members: { some: { teamId, leftAt: null } } };
  const [actions, users, teams] = await Promise.all([
    db.auditEntry.findMany({
      where,
      distinct: ["action"],
      select: { action: true },
      orderBy: { action: "asc" },
    }),
    db.user.findMany({ where: people, select: { id: true, name: true }, orderBy: { name: "asc" }, take: 500 }),
    teamId === null ? db.team.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }) : [],
  ]);
  return { actions: actions.map(({ action }) => action), people: users, teams };
}
