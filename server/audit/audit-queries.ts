import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import { hiddenQuestions } from "#server/forecasts/hidden-questions";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

const PAGE = 50;

/** What the log can be narrowed to; what does not parse narrows nothing. */
export const auditFilter = z.object({
  action: z.string().max(80).optional().catch(undefined),
  person: z.uuid().optional().catch(undefined),
  team: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export interface AuditRow {
  id: string;
  at: Date;
  action: string;
  by: string | null;
  team: string | null;
  /** The row it speaks of, by id. */
  subjectId: string | null;
  detail: string;
}

/** Who did what, when; newest first, a page at a time. */
export async function auditLog(
  actor: Actor,
  { action, person, team, page }: AuditFilter,
): Promise<{ rows: AuditRow[]; total: number; pages: number }> {
  if (!can(actor, "audit.read")) throw notFound();
  // When somebody forecast is part of what is hidden before reveal, from admins too.
  const hidden = { subjectId: { in: await hiddenQuestions(actor) }, NOT: { actorId: actor.userId } };
  const act = { OR: [{ action: { startsWith: "forecast." } }, { action: { startsWith: "comment." } }] };
  const where = { action, actorId: person, teamId: team, NOT: { AND: [hidden, act] } };
  const [total, entries] = await Promise.all([
    db.auditEntry.count({ where }),
    db.auditEntry.findMany({
      where,
      select: {
        id: true,
        at: true,
        action: true,
        teamId: true,
        subjectId: true,
        detail: true,
        actor: { select: { name: true } },
      },
      orderBy: [{ at: "desc" }, { id: "desc" }],
      skip: (page - 1) * PAGE,
      take: PAGE,
    }),
  ]);
  const names = await teamNames(entries.flatMap(({ teamId }) => teamId ?? []));
  return {
    rows: entries.map(({ actor: by, teamId, detail, ...entry }) => ({
      ...entry,
      by: by?.name ?? null,
      team: (teamId && names.get(teamId)) ?? null,
      detail: inWords(detail),
    })),
    total,
    pages: Math.max(1, Math.ceil(total / PAGE)),
  };
}

/** What the filter offers: every action that occurs, the people and the teams. */
export async function auditChoices(actor: Actor) {
  if (!can(actor, "audit.read")) throw notFound();
  const [actions, people, teams] = await Promise.all([
    db.auditEntry.findMany({ distinct: ["action"], select: { action: true }, orderBy: { action: "asc" } }),
    db.user.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" }, take: 500 }),
    db.team.findMany({ select: { id: true, name: true }, orderBy: { name: "asc" } }),
  ]);
  return { actions: actions.map(({ action }) => action), people, teams };
}

async function teamNames(ids: readonly string[]): Promise<Map<string, string>> {
  const teams = await db.team.findMany({ where: { id: { in: [...new Set(ids)] } }, select: { id: true, name: true } });
  return new Map(teams.map(({ id, name }) => [id, name]));
}

/** "role: LEAD, days: 7". */
function inWords(detail: unknown): string {
  if (typeof detail !== "object" || detail === null) return "";
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
