import { EmptyState } from "#components/ui/empty-state";
import { ActsHead, TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";
import type { OrgRole, TeamRole } from "#core/permissions";
import { RevokeInvitation } from "./revoke-invitation";
import { ORG_ROLE_WORDS, TEAM_ROLE_WORDS } from "./role-words";

export interface Invitation {
  id: string;
  state: "open" | "used" | "revoked" | "expired";
  email: string | null;
  orgRole: OrgRole | null;
  teamRole: TeamRole | null;
  team: string | null;
  by: string | null;
  usedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** The invitations that were made, and what became of them. The links themselves are not kept. */
export function InvitationList({ invitations, teamId }: { invitations: readonly Invitation[]; teamId?: string }) {
  if (invitations.length === 0)
    return <EmptyState title="No invitation yet">An invitation is a link that lets one person in, once.</EmptyState>;
  return (
    <TableWrap label="Invitations">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">As</th>
            <th scope="col">By</th>
            <th scope="col">State</th>
            <ActsHead />
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <tr key={invitation.id}>
              <th scope="row">{invitation.email ?? "whoever holds the link"}</th>
              <td>{roleOf(invitation)}</td>
              <td>{invitation.by ?? "the system"}</td>
              <td>
                <State invitation={invitation} />
              </td>
              <td className="num">
                {invitation.state === "open" ? (
                  <RevokeInvitation
                    invitationId={invitation.id}
                    teamId={teamId}
                    whose={`for ${invitation.email ?? "whoever holds the link"}`}
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function roleOf({ teamRole, team, orgRole }: Invitation): string {
  const org = orgRole && orgRole !== "MEMBER" ? ORG_ROLE_WORDS[orgRole] : null;
  const inTeam = teamRole && team ? `${TEAM_ROLE_WORDS[teamRole]}, ${team}` : null;
  return [org, inTeam].filter(Boolean).join("; ") || ORG_ROLE_WORDS.MEMBER;
}

function State({ invitation }: { invitation: Invitation }) {
  switch (invitation.state) {
    case "open":
      return (
        <>
          open until <Time at={invitation.expiresAt} show="minute" />
        </>
      );
    case "used":
      return <>taken by {invitation.usedBy ?? "somebody"}</>;
    case "revoked":
      return <>withdrawn</>;
    case "expired":
      return (
        <>
          expired <Time at={invitation.expiresAt} />
        </>
      );
  }
}
