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
    await endDeputyshipsOf(tx, memberId, actor.userId);
    await tx.member.update({ where: { id: memberId }, data: { leftAt: new Date() }, select: { id: true } });
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "member.remove", subjectId: memberId });
  });
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
