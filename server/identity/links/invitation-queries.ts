import { type Actor, can, type OrgRole, type TeamRole } from "#core/permissions";
import { type LinkState, linkState } from "#server/identity/links/link-state";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

export interface InvitationRow {
  id: string;
  state: LinkState;
  email: string | null;
  orgRole: OrgRole | null;
  teamRole: TeamRole | null;
  team: string | null;
  by: string | null;
  usedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** The invitations of one team, or of all for who manages users; newest first, at most 200. */
export async function listInvitations(actor: Actor, teamId?: string): Promise<InvitationRow[]> {
  if (!(teamId ? can(actor, "member.manage", { teamId }) : can(actor, "user.manage"))) throw notFound();
  const links = await db.accessLink.findMany({
    where: { kind: "INVITATION", teamId },
    select: {
      id: true,
      email: true,
      orgRole: true,
      teamRole: true,
      createdAt: true,
      expiresAt: true,
      usedAt: true,
      revokedAt: true,
      team: { select: { name: true } },
      createdBy: { select: { name: true } },
      usedBy: { select: { name: true } },
    },
    orderBy: { createdAt: "desc" },
    take: 200,
  });
  return links.map(({ usedAt, revokedAt, team, createdBy, usedBy, ...link }) => ({
    ...link,
    state: linkState({ usedAt, revokedAt, expiresAt: link.expiresAt }),
    team: team?.name ?? null,
    by: createdBy?.name ?? null,
    usedBy: usedBy?.name ?? null,
  }));
}
