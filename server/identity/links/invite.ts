import { z } from "zod";
import { type Actor, can } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { newToken } from "#server/identity/links/token";
import { Email } from "#server/identity/new-account";
import { db } from "#server/platform/db";
import { env } from "#server/platform/env";
import { AppError, notFound } from "#server/platform/errors";
import { refuseLeaderInTeam } from "#server/teams/leaders-observe";
import { OrgRoleInput, TeamRoleInput } from "#server/teams/role-inputs";

const DAY = 24 * 60 * 60 * 1000;

const shared = {
  /** Whom it is meant for; without it whoever holds the link states an address. */
  email: Email.optional(),
  days: z.number().int().min(1, "At least one day.").max(30, "At most 30 days."),
};
/** Into one team, by whoever manages its members. */
export const teamInvitationInput = z.object({ ...shared, role: TeamRoleInput });
/** Into the organisation, with or without a team, by an admin. */
export const orgInvitationInput = z
  .object({ ...shared, orgRole: OrgRoleInput, teamId: z.uuid().optional(), role: TeamRoleInput.optional() })
  .refine(({ teamId, role }) => (teamId === undefined) === (role === undefined), {
    path: ["role"],
    message: "A team and a role in it belong together.",
  });

/** @returns the link to hand over; it is shown once, since only its hash is kept */
export async function inviteToTeam(
  { actor, teamId }: { actor: Actor; teamId: string },
  input: z.infer<typeof teamInvitationInput>,
): Promise<{ link: string }> {
  if (input.role === "LEAD" && !can(actor, "lead.appoint", { teamId }))
    throw new AppError("FORBIDDEN", "A deputy makes no leads. Ask a lead or an administrator.", "role");
  return invite(actor, { ...input, orgRole: "MEMBER", teamId });
}

export async function invite(
  actor: Actor,
  { email, days, orgRole, teamId, role }: z.infer<typeof orgInvitationInput>,
): Promise<{ link: string }> {
  refuseLeaderInTeam(orgRole, role ?? null);
  if (teamId && !(await db.team.findUnique({ where: { id: teamId }, select: { id: true } }))) throw notFound();
  if (email) await refuseMember(email, teamId);
  const { token, tokenHash } = newToken();
  await db.$transaction(async (tx) => {
    const { id } = await tx.accessLink.create({
      data: {
        kind: "INVITATION",
        tokenHash,
        email,
        orgRole,
        teamId,
        teamRole: role,
        createdById: actor.userId,
        expiresAt: new Date(Date.now() + days * DAY),
      },
      select: { id: true },
    });
    const detail = { orgRole, role: role ?? null, days };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "invitation.create", subjectId: id, detail });
  });
  return { link: `${env().appUrl}/invitation/${token}` };
}

/** An invitation that could never be taken is refused when it is made. */
async function refuseMember(email: string, teamId: string | undefined): Promise<void> {
  const user = await db.user.findUnique({
    where: { email },
    select: { members: { where: { teamId, leftAt: null }, select: { id: true } } },
  });
  if (!user) return;
  if (!teamId) throw new AppError("CONFLICT", "There is an account with this e-mail address already.", "email");
  if (user.members.length) throw new AppError("CONFLICT", "This person is in the team already.", "email");
}

/** Withdraws an invitation that nobody has taken: any, or with `teamId` only one of that team. */
export async function revokeInvitation(
  { actor }: { actor: Actor },
  { id, teamId: ofTeam }: { id: string; teamId?: string },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const link = await tx.accessLink.findFirst({
      where: { id, kind: "INVITATION", teamId: ofTeam },
      select: { teamId: true },
    });
    if (!link) throw notFound();
    const { count } = await tx.accessLink.updateMany({
      where: { id, usedAt: null, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    if (count === 0) throw new AppError("CONFLICT", "This invitation was taken or withdrawn already.");
    const { teamId } = link;
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "invitation.revoke", subjectId: id });
  });
}
