import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { hiddenQuestions } from "#server/forecasts/hidden-questions";
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
 * What of the log an actor may read, narrowed by a filter.
 *
 * @throws NOT_FOUND for a log that the actor may not read
 */
export async function auditWhere(
  actor: Actor,
  { teamId }: AuditScope,
  filter: Omit<AuditFilter, "page">,
): Promise<Prisma.AuditEntryWhereInput> {
  if (!(teamId === null ? can(actor, "audit.read") : can(actor, "member.audit", { teamId }))) throw notFound();
  const scope = teamId === null ? {} : await teamScope(teamId);
  // When somebody forecast is part of what is hidden before reveal, from admins too.
  const hidden = { subjectId: { in: await hiddenQuestions(actor) }, NOT: { actorId: actor.userId } };
  const act = { OR: [{ action: { startsWith: "forecast." } }, { action: { startsWith: "comment." } }] };
  return { AND: [scope, { NOT: { AND: [hidden, act] } }, ...narrowed(filter)] };
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
  person,
  team,
  subject,
  from,
  to,
}: Omit<AuditFilter, "page">): Prisma.AuditEntryWhereInput[] {
  return [
    action === undefined ? {} : { action: action.endsWith(".") ? { startsWith: action } : action },
    person === undefined ? {} : { OR: [{ actorId: person }, { subjectId: person }] },
    team === undefined ? {} : { teamId: team },
    subject === undefined ? {} : { subjectId: subject },
    from === undefined ? {} : { at: { gte: new Date(from) } },
    to === undefined ? {} : { at: { lt: new Date(Date.parse(to) + 86_400_000) } },
  ];
}
