import type { NamedDeputy, OwnDeputyship } from "#core/deputy";
import { type Actor, can } from "#core/permissions";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

/** The deputies of a team: in force, to come, and the last ones that are over. */
export async function deputiesOf(actor: Actor, teamId: string): Promise<NamedDeputy[]> {
  if (!can(actor, "member.manage", { teamId })) throw notFound();
  const rows = await db.deputy.findMany({
    where: { teamId },
    orderBy: [{ from: "desc" }, { id: "desc" }],
    take: 20,
    select: {
      id: true,
      leadId: true,
      from: true,
      until: true,
      endedAt: true,
      lead: { select: { name: true } },
      deputy: { select: { name: true } },
    },
  });
  const now = new Date();
  return rows.map(({ leadId, lead, deputy, endedAt, until, ...row }) => {
    const ended = endedAt ?? until;
    const state = ended <= now ? "over" : row.from > now ? "coming" : "now";
    const own = actor.memberships.some(({ memberId }) => memberId === leadId);
    const ends = state !== "over" && can(actor, "lead.appoint", { teamId }) && (own || actor.orgRole === "ADMIN");
    return { ...row, lead: lead.name, deputy: deputy.name, until: ended, state, ends };
  });
}

/** For whom one stands in, now or soon. */
export async function ownDeputyships(actor: Actor): Promise<OwnDeputyship[]> {
  if (actor.memberships.length === 0) return [];
  const now = new Date();
  const rows = await db.deputy.findMany({
    where: {
      deputyId: { in: actor.memberships.map(({ memberId }) => memberId) },
      endedAt: null,
      until: { gt: now },
      lead: { role: "LEAD", leftAt: null },
    },
    orderBy: { from: "asc" },
    select: {
      id: true,
      teamId: true,
      from: true,
      until: true,
      lead: { select: { name: true, team: { select: { name: true } } } },
    },
  });
  return rows.map(({ lead, ...row }) => ({ ...row, lead: lead.name, team: lead.team.name, now: row.from <= now }));
}

interface Acting {
  teamId: string;
  userId: string | null;
  lead: string;
  from: Date;
  ends: Date;
}

/** Who acted as deputy in some teams, for records of what leads do. */
export class Deputies {
  readonly #rows: readonly Acting[];

  private constructor(rows: readonly Acting[]) {
    this.#rows = rows;
  }

  static async of(teamIds: readonly string[]): Promise<Deputies> {
    const rows = await db.deputy.findMany({
      where: { teamId: { in: [...new Set(teamIds)] } },
      select: {
        teamId: true,
        from: true,
        until: true,
        endedAt: true,
        lead: { select: { name: true } },
        deputy: { select: { userId: true } },
      },
    });
    return new Deputies(
      rows.map(({ lead, deputy, until, endedAt, ...row }) => ({
        ...row,
        userId: deputy.userId,
        lead: lead.name,
        ends: endedAt && endedAt < until ? endedAt : until,
      })),
    );
  }

  /** "Ada, as deputy for Bo" for an act at an instant in which Ada stood in for Bo; else the name alone. */
  nameOf(person: { id: string; name: string } | null, teamId: string, at: Date | null): string | null {
    if (!person || !at) return person?.name ?? null;
    const lead = this.leadOf(person.id, teamId, at);
    return lead === null ? person.name : `${person.name}, as deputy for ${lead}`;
  }

  /** For whom somebody stood in at an instant; null for nobody. */
  leadOf(userId: string, teamId: string, at: Date): string | null {
    const row = this.#rows.find(
      (one) => one.teamId === teamId && one.userId === userId && one.from <= at && at < one.ends,
    );
    return row?.lead ?? null;
  }
}
