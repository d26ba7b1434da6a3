import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";
import { env } from "#server/platform/env";
import { AppError, notFound } from "#server/platform/errors";
import { log } from "#server/platform/log";
import { sendMail, sendsMail } from "#server/platform/mailer";

const LONGEST_MS = 366 * 24 * 60 * 60 * 1000;

export const newDeputyInput = z.object({
  /** The lead who is away, and who stands in: members of the team. */
  leadId: z.uuid(),
  deputyId: z.uuid(),
  /** Null: from now on. */
  from: z.date().nullable(),
  until: z.date(),
});
export const deputyInput = z.object({ deputyshipId: z.uuid() });

type Tx = Prisma.TransactionClient;
type Ctx = { actor: Actor; teamId: string };
type Named = { id: string; name: string };

/**
 * Names who has a lead's rights in the team while the lead is away. It holds by the clock from `from` until `until`, at
 * every door, and whoever is named is told.
 *
 * @throws {AppError} FORBIDDEN for another lead than oneself, unless an administrator; INVALID naming the field
 */
export async function nameDeputy(ctx: Ctx, input: z.infer<typeof newDeputyInput>): Promise<{ deputyshipId: string }> {
  const { actor, teamId } = ctx;
  const named = await db.$transaction(async (tx) => {
    const now = await clock(tx);
    const from = input.from && input.from > now ? input.from : now;
    const until = input.until;
    refuseSpan(from, until, now);
    const { lead, deputy, email } = await leadAndDeputy(tx, ctx, input);
    await refuseOverlap(tx, { lead, deputy, from, until });
    const { id } = await tx.deputy.create({
      data: { teamId, leadId: lead.id, deputyId: deputy.id, from, until, namedById: actor.userId },
      select: { id: true },
    });
    const detail = { lead: lead.id, from: from.toISOString(), until: until.toISOString() };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "deputy.name", subjectId: deputy.id, detail });
    await notify(tx, { kind: "deputy", what: "NAMED", deputyshipIds: [id], byUserId: actor.userId });
    return { id, lead, deputy, email, from };
  });
  await tell(teamId, named, input.until);
  return { deputyshipId: named.id };
}

/** Ends a deputyship before its time: by the lead whose it is, or an administrator. */
export function endDeputyship({ actor, teamId }: Ctx, { deputyshipId }: { deputyshipId: string }): Promise<void> {
  return end({ actor, teamId }, deputyshipId, (row) => actor.orgRole === "ADMIN" || isOwn(actor, row.leadId));
}

/** Lays one's own deputyship down. */
export function layDown({ actor, teamId }: Ctx, { deputyshipId }: { deputyshipId: string }): Promise<void> {
  return end({ actor, teamId }, deputyshipId, (row) => isOwn(actor, row.deputyId));
}

/** Ends what a member lends or is lent: they leave, or are no longer what it rests on. */
export async function endDeputyshipsOf(tx: Tx, memberId: string, byUserId: string): Promise<void> {
  const now = await clock(tx);
  const ended = await tx.deputy.updateManyAndReturn({
    where: { OR: [{ leadId: memberId }, { deputyId: memberId }], endedAt: null, until: { gt: now } },
    data: { endedAt: now, endedById: byUserId },
    select: { id: true },
  });
  const deputyshipIds = ended.map(({ id }) => id);
  if (ended.length > 0) await notify(tx, { kind: "deputy", what: "ENDED", deputyshipIds, byUserId });
}

async function end(
  { actor, teamId }: Ctx,
  id: string,
  may: (row: { leadId: string; deputyId: string }) => boolean,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const row = await tx.deputy.findFirst({ where: { id, teamId }, select: { leadId: true, deputyId: true } });
    if (!row) throw notFound();
    if (!may(row)) throw new AppError("FORBIDDEN", "Only the lead, the deputy or an administrator ends this.");
    const now = await clock(tx);
    const { count } = await tx.deputy.updateMany({
      where: { id, endedAt: null, until: { gt: now } },
      data: { endedAt: now, endedById: actor.userId },
    });
    if (count === 0) throw new AppError("CONFLICT", "This had ended already.");
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "deputy.end", subjectId: row.deputyId });
    await notify(tx, { kind: "deputy", what: "ENDED", deputyshipIds: [id], byUserId: actor.userId });
  });
}

const isOwn = (actor: Actor, memberId: string) => actor.memberships.some((own) => own.memberId === memberId);

/** The clock that decides what is in force. */
async function clock(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS "now"`;
  return row?.now ?? new Date();
}

function refuseSpan(from: Date, until: Date, now: Date): void {
  if (until <= now) throw new AppError("INVALID", "Say an end that is still to come.", "until");
  if (until <= from) throw new AppError("INVALID", "The end must come after the beginning.", "until");
  if (until.getTime() - from.getTime() > LONGEST_MS)
    throw new AppError("INVALID", "At most a year; name them again after that.", "until");
}

/** Both rows are held, so that what is named for them at once comes one after the other. */
async function leadAndDeputy(
  tx: Tx,
  { actor, teamId }: Ctx,
  { leadId, deputyId }: { leadId: string; deputyId: string },
): Promise<{ lead: Named; deputy: Named; email: string | null }> {
  if (leadId === deputyId)
    throw new AppError("INVALID", "Nobody is their own deputy. Choose somebody else.", "deputyId");
  await tx.$queryRaw`
    SELECT FROM "Member" WHERE "id" IN (${leadId}::uuid, ${deputyId}::uuid) AND "teamId" = ${teamId}::uuid
    ORDER BY "id" FOR NO KEY UPDATE`;
  const members = await tx.member.findMany({
    where: { id: { in: [leadId, deputyId] }, teamId, leftAt: null },
    select: {
      id: true,
      name: true,
      role: true,
      user: { select: { email: true, orgRole: true, disabledAt: true } },
    },
  });
  const lead = members.find(({ id }) => id === leadId);
  const deputy = members.find(({ id }) => id === deputyId);
  if (!lead) throw new AppError("INVALID", "Choose a lead of this team.", "leadId");
  if (!deputy) throw new AppError("INVALID", "Choose somebody of this team.", "deputyId");
  if (!can(actor, "team.manage") && !isOwn(actor, leadId))
    throw new AppError("FORBIDDEN", "A lead names a deputy for themselves; an administrator does it for anyone.");
  if (lead.role !== "LEAD" || lead.user?.orgRole === "LEADER")
    throw new AppError(
      "INVALID",
      `${lead.name} is no lead of this team, so there is nothing to stand in for.`,
      "leadId",
    );
  const why = whyNoDeputy(deputy);
  if (why) throw new AppError("INVALID", why, "deputyId");
  return { lead, deputy, email: deputy.user?.email ?? null };
}

function whyNoDeputy(member: {
  name: string;
  role: string;
  user: { orgRole: string; disabledAt: Date | null } | null;
}): string | null {
  const { name, role, user } = member;
  if (!user) return `${name} came with an import and cannot sign in. Choose somebody who can.`;
  if (user.disabledAt) return `${name} cannot sign in at present. Choose somebody who can.`;
  if (user.orgRole === "LEADER") return `${name} is an organisation leader, and leaders lead no team.`;
  if (role === "LEAD") return `${name} is a lead of this team already and needs no deputyship.`;
  if (role === "OBSERVER") return `${name} is an observer. Make them a forecaster first: a lead forecasts too.`;
  return null;
}

async function refuseOverlap(
  tx: Tx,
  { lead, deputy, from, until }: { lead: Named; deputy: Named; from: Date; until: Date },
): Promise<void> {
  const other = await tx.deputy.findFirst({
    where: {
      OR: [{ leadId: lead.id }, { deputyId: deputy.id }],
      endedAt: null,
      from: { lt: until },
      until: { gt: from },
    },
    select: {
      leadId: true,
      from: true,
      until: true,
      deputy: { select: { name: true } },
      lead: { select: { name: true } },
    },
  });
  if (!other) return;
  const days = `${day(other.from)} to ${day(other.until)}`;
  throw new AppError(
    "CONFLICT",
    other.leadId === lead.id
      ? `${other.deputy.name} is deputy for ${lead.name} from ${days}. End that first, or choose other dates.`
      : `${deputy.name} is deputy for ${other.lead.name} from ${days}. Choose somebody else, or other dates.`,
    other.leadId === lead.id ? "from" : "deputyId",
  );
}

const day = (at: Date) => at.toISOString().slice(0, 10);

interface Told {
  email: string | null;
  deputy: Named;
  lead: Named;
  from: Date;
}

/** By e-mail where the server sends any, beside the notice and the frame of every page. It is not waited for. */
async function tell(teamId: string, { email, deputy, lead, from }: Told, until: Date): Promise<void> {
  if (!email || !sendsMail()) return;
  const team = await db.team.findUniqueOrThrow({ where: { id: teamId }, select: { name: true } });
  const utc = (at: Date) => `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  sendMail({
    to: email,
    subject: `You stand in for ${lead.name}`,
    text: `Hello ${deputy.name},\n\nyou have been named deputy for ${lead.name} in ${team.name}, from ${utc(from)} until ${utc(until)}. In that time you have a lead's rights in the team, and what you do is recorded as done by you, as deputy. Every page says so, and there you can lay it down:\n\n${env().appUrl}/notices\n`,
  }).catch((error) => log.error({ error }, "a deputy could not be told by mail"));
}
