import type { Metadata } from "next";
import { AdminTabs } from "#components/team/admin-tabs";
import { InvitationList } from "#components/team/invitation-list";
import { InviteForm } from "#components/team/invite-form";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { listInvitations } from "#server/identity/links/invitation-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { listTeams } from "#server/teams/team-queries";

export const metadata: Metadata = { title: "Invitations" };

export default async function InvitationsPage() {
  const actor = await requireActor();
  const [invitations, teams] = await orNotFound(Promise.all([listInvitations(actor), listTeams(actor)]));
  return (
    <>
      <PageHead
        title="Administration"
        lead="An invitation is a link that lets one person in, once, with the roles you give it."
      />
      <AdminTabs current="/admin/invitations" />
      <div className="desk-grid">
        <section aria-labelledby="invitations">
          <SecHead title="Invitations" id="invitations" />
          <InvitationList invitations={invitations} />
        </section>
        <section aria-labelledby="invite">
          <SecHead title="Invite" id="invite" />
          <InviteForm teams={teams} />
        </section>
      </div>
    </>
  );
}
