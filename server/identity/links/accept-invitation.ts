import { type Actor, can, type TeamRole } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { rightsOf } from "#server/identity/actor";
import { nameTaker, refuseClosedLink, takeLink } from "#server/identity/links/take-link";
import { type NewAccount, refuseTakenAddress } from "#server/identity/new-account";
import { hashPassword } from "#server/identity/password";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { joinTeam } from "#server/teams/join-team";
import { refuseLeaderInTeam } from "#server/teams/leaders-observe";

type Tx = Prisma.TransactionClient;

/** Makes an account by an invitation, in the team it names. */
export async function acceptInvitation(given: NewAccount & { token: string }): Promise<{ email: string }> {
  const { token, name, password } = given;
  await refuseClosedLink(db, "INVITATION", token);
  const passwordHash = await hashPassword(password);
  return db
    .$transaction(async (tx) => {
      const link = await takeLink(tx, "INVITATION", token);
      // An invitation sent to an address makes that account and no other.
      const email = link.email ?? given.email;
      const orgRole = link.orgRole ?? "MEMBER";
      await refuseGoneInviter(tx, link);
      const { id } = await tx.user.create({ data: { name, email, passwordHash, orgRole }, select: { id: true } });
      await enterTeam(tx, { linkId: link.id, teamId: link.teamId, role: link.teamRole, userId: id, name });
      await recordAudit(tx, { actorId: id, teamId: link.teamId, action: "invitation.accept", subjectId: link.id });
      return { email };
    })
    .catch(refuseTakenAddress);
}

/** Lets a person who has an account into the team that an invitation names. It changes nothing else of what they are. */
export async function joinByInvitation(actor: Actor, token: string): Promise<{ teamId: string }> {
  return db.$transaction(async (tx) => {
    const link = await takeLink(tx, "INVITATION", token);
    const user = await tx.user.findUniqueOrThrow({
      where: { id: actor.userId },
      select: { name: true, email: true, orgRole: true },
    });
    if (link.email && link.email !== user.email)
      throw new AppError(
        "FORBIDDEN",
        "This invitation is meant for another e-mail address than the one you are signed in with.",
      );
    if (!link.teamId || !link.teamRole)
      throw new AppError("CONFLICT", "You have an account already, and this invitation names no team.");
    refuseLeaderInTeam(user.orgRole, link.teamRole);
    await refuseGoneInviter(tx, link);
    const { teamId, teamRole: role } = link;
    await enterTeam(tx, { linkId: link.id, teamId, role, userId: actor.userId, name: user.name });
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "invitation.accept", subjectId: link.id });
    return { teamId };
  });
}

interface Entering {
  linkId: string;
  teamId: string | null;
  role: TeamRole | null;
  userId: string;
  name: string;
}

async function enterTeam(tx: Tx, { linkId, teamId, role, userId, name }: Entering): Promise<void> {
  if (teamId && role) await joinTeam(tx, { teamId, userId, name, role });
  await nameTaker(tx, linkId, userId);
}

/** A link lends its maker's right: whoever has lost it since can no longer let anyone in. */
async function refuseGoneInviter(
  tx: Tx,
  { createdById, teamId, teamRole, orgRole }: Awaited<ReturnType<typeof takeLink>>,
): Promise<void> {
  const inviter = createdById && (await rightsOf(tx, createdById));
  if (inviter && can(inviter, "user.manage")) return;
  // A deputy makes no leads, with what they made before they were one neither.
  const right = teamRole === "LEAD" ? "lead.appoint" : "member.manage";
  if (inviter && teamId && orgRole === "MEMBER" && can(inviter, right, { teamId })) return;
  throw new AppError("CONFLICT", "Whoever made this invitation may no longer invite anyone. Ask for another.");
}
