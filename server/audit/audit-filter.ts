import { z } from "zod";
import { REFUSED_ACTS } from "#core/audit";
import { type Actor, can } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { heldBack } from "#server/audit/held-back";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

const Day = z.iso.date().optional().catch(undefined);

/** What the log can be narrowed to; what does not parse narrows nothing. */
export const auditFilter = z.object({
  /** An act, or with a dot at its end every act of a topic: `session.`. */
  action: z
    .string()
    .regex(/^[a-z_]+(\.[a-zA-Z_]*)*$/)
    .max(80)
    .optional()
    .catch(undefined),
  /** Whoever was not let in. */
  outcome: z.enum(["refused"]).optional().catch(undefined),
  /** Acts of a person and acts about them. */
  person: z.uuid().optional().catch(undefined),
  team: z.uuid().optional().catch(undefined),
  /** The row that an act was about, by id. */
  subject: z.uuid().optional().catch(undefined),
  /** First and last day, in UTC. */
  from: Day,
  to: Day,
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type AuditFilter = z.infer<typeof auditFilter>;

/** Whose log: the organisation's, or that of one team and of the sessions of its people. */
export type AuditScope = { teamId: string | null };

/**
 * What of the log an actor may read now, narrowed by a filter, and on how many questions something is held back.
 *
 * @throws NOT_FOUND for a log that the actor may not read
 */
export async function auditWhere(
  actor: Actor,
  { teamId }: AuditScope,
  filter: Omit<AuditFilter, "page">,
): Promise<{ where: Prisma.AuditEntryWhereInput; heldBackOn: number }> {
  if (!(teamId === null ? can(actor, "audit.read") : can(actor, "member.audit", { teamId }))) throw notFound();
  const scope = teamId === null ? {} : await teamScope(teamId);
  const { entries, questions } = await heldBack(actor, teamId);
  return { where: { AND: [scope, { NOT: entries }, ...narrowed(filter)] }, heldBackOn: questions };
}

async function teamScope(teamId: string): Promise<Prisma.AuditEntryWhereInput> {
  if (!(await db.team.findUnique({ where: { id: teamId }, select: { id: true } }))) throw notFound();
  const members = await db.member.findMany({
    where: { teamId, leftAt: null, userId: { not: null } },
    select: { userId: true },
  });
  const people = members.flatMap(({ userId }) => userId ?? []);
  const theirs = { OR: [{ actorId: { in: people } }, { subjectId: { in: people } }] };
  return { OR: [{ teamId }, { AND: [{ teamId: null, action: { startsWith: "session." } }, theirs] }] };
}

function narrowed({
  action,
  outcome,
  person,
  team,
  subject,
  from,
  to,
}: Omit<AuditFilter, "page">): Prisma.AuditEntryWhereInput[] {
  return [
    action === undefined ? {} : { action: action.endsWith(".") ? { startsWith: action } : action },
    outcome === undefined ? {} : { action: { in: [...REFUSED_ACTS] } },
    person === undefined ? {} : { OR: [{ actorId: person }, { subjectId: person }] },
    team === undefined ? {} : { teamId: team },
    subject === undefined ? {} : { subjectId: subject },
    from === undefined ? {} : { at: { gte: new Date(from) } },
    to === undefined ? {} : { at: { lt: new Date(Date.parse(to) + 86_400_000) } },
  ];
}
