import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { AddMemberForm } from "#components/team/add-member-form";
import { AdminTabs } from "#components/team/admin-tabs";
import { BoardNamesForm } from "#components/team/board-names-form";
import { DeputyForm } from "#components/team/deputy-form";
import { DeputyList } from "#components/team/deputy-list";
import { InvitationList } from "#components/team/invitation-list";
import { InviteForm } from "#components/team/invite-form";
import { MemberTable } from "#components/team/member-table";
import { TeamForm } from "#components/team/team-form";
import { TokenList } from "#components/token/token-list";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { can } from "#core/permissions";
import { listInvitations } from "#server/identity/links/invitation-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { teamTokens } from "#server/identity/tokens/token-queries";
import { usersOutside } from "#server/identity/user-queries";
import { deputiesOf } from "#server/teams/deputy-queries";
import { teamToManage } from "#server/teams/team-queries";

export const metadata: Metadata = { title: "A team’s people" };

export default async function TeamPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const team = await orNotFound(teamToManage(actor, id));
  const [invitations, deputies, tokens, outside] = await Promise.all([
    orNotFound(listInvitations(actor, id)),
    orNotFound(deputiesOf(actor, id)),
    orNotFound(teamTokens(actor, id)),
    usersOutside(actor, id),
  ]);
  const administers = can(actor, "team.manage");
  const names = can(actor, "lead.appoint", { teamId: id });
  const own = new Set(actor.memberships.map(({ memberId }) => memberId));
  return (
    <>
      <PageHead
        title={team.name}
        lead="Who is in the team and what they may do. A change holds at their next request."
      />
      {administers ? <AdminTabs current="/admin/teams" /> : null}
      <div className="desk-grid">
        <div className="stack-6">
          <section aria-labelledby="people">
            <SecHead title="People" id="people" />
            <MemberTable teamId={id} members={team.members} />
          </section>
          <section aria-labelledby="deputies">
            <SecHead title="Deputies" id="deputies" />
            <DeputyList deputies={deputies} teamId={id} />
          </section>
          <section aria-labelledby="invitations">
            <SecHead title="Invitations" id="invitations" />
            <InvitationList invitations={invitations} teamId={id} />
          </section>
          <section aria-labelledby="tokens">
            <SecHead title="API tokens" id="tokens" />
            <TokenList
              tokens={tokens}
              as={{ kind: "lead", teamId: id }}
              empty="Tokens of the team’s people that reach the team are listed here."
            />
          </section>
          <section aria-labelledby="past">
            <SecHead title="The team’s past" id="past" />
            <p className="small">
              Forecasts that were made elsewhere can be brought in, and everything taken out:{" "}
              <Link href="/exchange">import and export</Link>. Who did what here stands in the{" "}
              <Link href={`/admin/teams/${id}/audit`}>audit log</Link>.
            </p>
          </section>
        </div>
        <div className="stack-6">
          <section aria-labelledby="invite">
            <SecHead title="Invite" id="invite" />
            <InviteForm teamId={id} />
          </section>
          {names ? (
            <section aria-labelledby="name-deputy">
              <SecHead title="Name a deputy" id="name-deputy" />
              <DeputyForm
                teamId={id}
                leads={team.members.filter(
                  ({ id: memberId, role }) => role === "LEAD" && (administers || own.has(memberId)),
                )}
                deputies={team.members.filter(
                  ({ role, email, disabled }) => role === "FORECASTER" && email && !disabled,
                )}
              />
            </section>
          ) : null}
          <section aria-labelledby="leaderboard">
            <SecHead title="On the leaderboard" id="leaderboard">
              <Link className="small" href={`/leaderboard?team=${id}`}>
                Open it
              </Link>
            </SecHead>
            <BoardNamesForm teamId={id} shown={team.boardNames} />
          </section>
          {administers ? (
            <>
              <section aria-labelledby="add">
                <SecHead title="Add somebody with an account" id="add" />
                <AddMemberForm teamId={id} people={outside} />
              </section>
              <section aria-labelledby="settings">
                <SecHead title="The team" id="settings" />
                <TeamForm team={team} />
              </section>
            </>
          ) : null}
        </div>
      </div>
    </>
  );
}
