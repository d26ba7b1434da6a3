import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { endDeputyshipsOf } from "#server/teams/deputies";
import { joinTeam } from "#server/teams/join-team";
import { refuseLeaderInTeam } from "#server/teams/leaders-observe";
import { TeamRoleInput } from "#server/teams/role-inputs";

export const newMemberInput = z.object({ userId: z.uuid(), role: TeamRoleInput });
export const memberInput = z.object({ memberId: z.uuid() });
export const memberRoleInput = memberInput.extend({ role: TeamRoleInput });

/** Into which team, and as what. */
export const moveInput = memberInput.extend({ teamId: z.uuid(), role: TeamRoleInput });

type Ctx = { actor: Actor; teamId: string };

/** Puts a person who has an account into a team. */
export async function addMember(
  { actor, teamId }: Ctx,
  { userId, role }: z.infer<typeof newMemberInput>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const user = await tx.user.findFirst({
      where: { id: userId, disabledAt: null },
      select: { name: true, orgRole: true },
    });
    const team = await tx.team.findUnique({ where: { id: teamId }, select: { id: true } });
    if (!user || !team) throw notFound();
    refuseLeaderInTeam(user.orgRole, role);
    const memberId = await joinTeam(tx, { teamId, userId, name: user.name, role });
    await recordAudit(tx, {
      actorId: actor.userId,
      teamId,
      action: "member.add",
      subjectId: memberId,
      detail: { role },
    });
  });
}

/** Gives a member another role in the team. It holds at their next request. */
export async function setMemberRole({ actor, teamId }: Ctx, input: z.infer<typeof memberRoleInput>): Promise<void> {
  const { memberId, role } = input;
  await db.$transaction(async (tx) => {
    const member = await memberOf(tx, teamId, memberId);
    if (member.role === role) return;
    if ([member.role, role].includes("LEAD")) refuseUnlessAppoints({ actor, teamId });
    refuseLeaderInTeam(member.user?.orgRole ?? "MEMBER", role);
    await endDeputyshipsOf(tx, memberId, actor.userId);
    await tx.member.update({ where: { id: memberId }, data: { role }, select: { id: true } });
    const detail = { from: member.role, to: role };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "member.set_role", subjectId: memberId, detail });
  });
}

/** Ends a membership: rights end at the next request, the record stays. */
export async function removeMember({ actor, teamId }: Ctx, { memberId }: { memberId: string }): Promise<void> {
  await db.$transaction(async (tx) => {
    const member = await memberOf(tx, teamId, memberId);
    if (member.role === "LEAD") refuseUnlessAppoints({ actor, teamId });
    await endMembership(tx, memberId, actor.userId);
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "member.remove", subjectId: memberId });
  });
}

/** Leaves a team oneself: rights end at the next request, the record stays. */
export async function leaveTeam({ actor, teamId }: Ctx, { memberId }: { memberId: string }): Promise<void> {
  const own = actor.memberships.some((membership) => membership.teamId === teamId && membership.memberId === memberId);
  if (!own) throw new AppError("CONFLICT", "This is not your place in the team.");
  await db.$transaction(async (tx) => {
    await memberOf(tx, teamId, memberId);
    await endMembership(tx, memberId, actor.userId);
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "member.leave", subjectId: memberId });
  });
}

/** Moves a person from one team into another: they leave the one, with their record kept there, and join the other. */
export async function moveMember(
  { actor }: { actor: Actor },
  { memberId, teamId, role }: z.infer<typeof moveInput>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const member = await tx.member.findFirst({
      where: { id: memberId, leftAt: null },
      select: { teamId: true, user: { select: { id: true, name: true, orgRole: true, disabledAt: true } } },
    });
    const team = await tx.team.findUnique({ where: { id: teamId }, select: { id: true } });
    if (!member?.user || !team) throw notFound();
    const { user, teamId: from } = member;
    if (user.disabledAt) throw new AppError("CONFLICT", "This account is disabled. Enable it first.");
    if (from === teamId) throw new AppError("INVALID", "Choose another team than the present one.", "teamId");
    refuseLeaderInTeam(user.orgRole, role);
    await endMembership(tx, memberId, actor.userId);
    const joined = await joinTeam(tx, { teamId, userId: user.id, name: user.name, role });
    const by = { actorId: actor.userId };
    await recordAudit(tx, {
      ...by,
      teamId: from,
      action: "member.remove",
      subjectId: memberId,
      detail: { to: teamId },
    });
    await recordAudit(tx, { ...by, teamId, action: "member.add", subjectId: joined, detail: { role, from } });
  });
}

async function endMembership(tx: Prisma.TransactionClient, memberId: string, byUserId: string): Promise<void> {
  await endDeputyshipsOf(tx, memberId, byUserId);
  await tx.member.update({ where: { id: memberId }, data: { leftAt: new Date() }, select: { id: true } });
}

/** What is only lent does not outlast its time: a deputy makes and unmakes no lead. */
export function refuseUnlessAppoints({ actor, teamId }: Ctx): void {
  if (can(actor, "lead.appoint", { teamId })) return;
  throw new AppError("FORBIDDEN", "A deputy makes and unmakes no leads. Ask a lead or an administrator.");
}

async function memberOf(tx: Prisma.TransactionClient, teamId: string, id: string) {
  const member = await tx.member.findFirst({
    where: { id, teamId, leftAt: null },
    select: { role: true, user: { select: { orgRole: true } } },
  });
  if (!member) throw notFound();
  return member;
}
