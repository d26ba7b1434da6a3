import type { AccessLinkKind, OrgRole, TeamRole } from "#prisma/client/client";
import { type LinkState, linkState, WHY_CLOSED } from "#server/identity/links/link-state";
import { hashOf } from "#server/identity/links/token";
import { db } from "#server/platform/db";

/** What the page behind a link shows; looking takes nothing. */
export type LinkView =
  | {
      open: true;
      email: string | null;
      orgRole: OrgRole | null;
      teamRole: TeamRole | null;
      team: string | null;
      inviter: string | null;
      expiresAt: Date;
      /** Whether the address it is meant for has an account already. */
      hasAccount: boolean;
    }
  | { open: false; state: Exclude<LinkState, "open"> | "unknown"; why: string };

export async function viewLink(kind: AccessLinkKind, token: string): Promise<LinkView> {
  const link = await db.accessLink.findFirst({
    where: { tokenHash: hashOf(token), kind },
    select: {
      email: true,
      orgRole: true,
      teamRole: true,
      expiresAt: true,
      usedAt: true,
      revokedAt: true,
      team: { select: { name: true } },
      user: { select: { email: true } },
      createdBy: { select: { name: true } },
    },
  });
  if (!link) return { open: false, state: "unknown", why: WHY_CLOSED.unknown };
  const state = linkState(link);
  if (state !== "open") return { open: false, state, why: WHY_CLOSED[state] };
  const { email, orgRole, teamRole, expiresAt } = link;
  const account = email && (await db.user.findUnique({ where: { email }, select: { id: true } }));
  return {
    open: true,
    email: email ?? link.user?.email ?? null,
    orgRole,
    teamRole,
    team: link.team?.name ?? null,
    inviter: link.createdBy?.name ?? null,
    expiresAt,
    hasAccount: Boolean(account),
  };
}
