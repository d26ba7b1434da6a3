import type { Metadata } from "next";
import { AccountForm } from "#components/identity/account-form";
import { Door } from "#components/identity/door";
import { JoinButton } from "#components/identity/join-button";
import { LinkClosed } from "#components/identity/link-closed";
import { ORG_ROLE_WORDS, TEAM_ROLE_WORDS, withArticle } from "#components/team/role-words";
import { ButtonLink } from "#components/ui/button";
import { Note } from "#components/ui/note";
import { ownAccount } from "#server/identity/account";
import { viewLink } from "#server/identity/links/link-queries";
import { currentActor } from "#server/identity/session";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [link, actor] = await Promise.all([viewLink("INVITATION", token), currentActor()]);
  if (!link.open) return <LinkClosed why={link.why} />;
  const { team, teamRole, orgRole, inviter, email } = link;
  const as = teamRole ? TEAM_ROLE_WORDS[teamRole] : ORG_ROLE_WORDS[orgRole ?? "MEMBER"];
  const lead = `${inviter ?? "Somebody"} invites you${team ? ` to ${team}` : ""} as ${withArticle(as)}.`;
  if (actor && team) {
    const { name, email: own } = await ownAccount(actor);
    return (
      <Door title="Join a team" lead={lead}>
        <div className="stack-4">
          {email && email !== own ? (
            <Note kind="warn">It is meant for another address than yours. Sign out first if that is you as well.</Note>
          ) : (
            <p>You are signed in as {name}.</p>
          )}
          <JoinButton token={token} team={team} />
        </div>
      </Door>
    );
  }
  if (link.hasAccount)
    return (
      <Door title="Sign in first" lead={lead}>
        <div className="stack-4">
          <p>The address it is meant for has an account already. Sign in with it to join.</p>
          <ButtonLink variant="primary" href={`/sign-in?next=${encodeURIComponent(`/invitation/${token}`)}`}>
            Sign in
          </ButtonLink>
        </div>
      </Door>
    );
  return (
    <Door title="You are invited" lead={lead}>
      <AccountForm kind="invitation" token={token} email={email} />
    </Door>
  );
}
