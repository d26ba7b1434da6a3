import type { Metadata } from "next";
import Link from "next/link";
import { AdminTabs } from "#components/team/admin-tabs";
import { ErasePerson } from "#components/team/erase-person";
import { MoveMemberForm } from "#components/team/move-member-form";
import { ORG_ROLE_MEANS, TEAM_ROLE_WORDS } from "#components/team/role-words";
import { OrgRoleSelect, UserActs } from "#components/team/user-controls";
import { EmptyState } from "#components/ui/empty-state";
import { Note } from "#components/ui/note";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { type ManagedPerson, personToManage } from "#server/identity/person-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { listTeams } from "#server/teams/team-queries";

export const metadata: Metadata = { title: "A person" };

export default async function ManagedPersonPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requireActor();
  const person = await orNotFound(personToManage(actor, (await params).id));
  const teams = await listTeams(actor);
  const { id, name, email, orgRole, createdAt, lastSeenAt, disabledAt, erasureAskedAt, memberships, words } = person;
  const present = memberships.filter(({ leftAt }) => leftAt === null);
  const inTeams = new Set(present.map(({ teamId }) => teamId));
  return (
    <>
      <PageHead title={name} lead={email}>
        {disabledAt ? <Tag kind="warn">disabled</Tag> : null}
      </PageHead>
      <AdminTabs current="/admin" />
      {erasureAskedAt ? (
        <div className="mb-6">
          <Note kind="warn">
            They asked to be erased <Time at={erasureAskedAt} show="minute" />.
          </Note>
        </div>
      ) : null}
      <div className="desk-grid">
        <div className="stack-6">
          <section aria-labelledby="account">
            <SecHead title="Account" id="account" />
            <div className="stack-4">
              <p className="small muted">
                Since <Time at={createdAt} />
                {lastSeenAt ? (
                  <>
                    , last here <Time at={lastSeenAt} show="minute" />
                  </>
                ) : (
                  ", not signed in lately"
                )}
                .
              </p>
              <div className="row items-end">
                <OrgRoleSelect userId={id} name={name} orgRole={orgRole} />
                <UserActs userId={id} name={name} disabled={disabledAt !== null} usesCodes={person.usesCodes} />
              </div>
              <p className="hint">{ORG_ROLE_MEANS[orgRole]}</p>
              {person.lastAdmin ? (
                <Note kind="info">
                  The last administrator who can sign in: make somebody else one before anything here is taken away.
                </Note>
              ) : null}
            </div>
          </section>
          <section aria-labelledby="teams">
            <SecHead title="Teams" id="teams" />
            <Memberships memberships={memberships} />
          </section>
          <section aria-labelledby="erase">
            <SecHead title="Erase" id="erase" />
            <ErasePerson userId={id} name={name} words={words} why={whyNot(person)} />
          </section>
        </div>
        <div className="stack-6">
          <section aria-labelledby="move">
            <SecHead title="Move to a team" id="move" />
            <MoveMemberForm
              userId={id}
              from={present.map(({ memberId, team }) => ({ id: memberId, name: team }))}
              to={teams.filter((team) => !inTeams.has(team.id))}
            />
          </section>
          <section aria-labelledby="file">
            <SecHead title="What is kept about them" id="file" />
            <p className="small ink2 mb-2">
              On their request: everything as one file. Forecasts on questions that are hidden from you are left out.
              They can take their own, with those, from their account.
            </p>
            <a className="btn" href={`/admin/people/${id}/file`} download>
              Download the file
            </a>
          </section>
          <section aria-labelledby="log">
            <SecHead title="What they did" id="log" />
            <p className="small">
              <Link href={`/admin/audit?person=${id}`}>Their entries in the audit log</Link>
            </p>
          </section>
        </div>
      </div>
    </>
  );
}

function whyNot({ own, lastAdmin }: ManagedPerson): string | null {
  if (own) return "This is your own account. Another administrator has to erase it.";
  return lastAdmin ? "The last administrator cannot be erased." : null;
}

function Memberships({ memberships }: Pick<ManagedPerson, "memberships">) {
  if (memberships.length === 0) return <EmptyState title="In no team">Move them to one, or invite them.</EmptyState>;
  return (
    <TableWrap label="Teams of this person">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Team</th>
            <th scope="col">Role</th>
            <th scope="col">Since</th>
            <th scope="col" className="num">
              Questions forecast
            </th>
          </tr>
        </thead>
        <tbody>
          {memberships.map(({ memberId, teamId, team, role, since, leftAt, forecasts }) => (
            <tr key={memberId}>
              <th scope="row">
                <Link href={`/admin/teams/${teamId}`}>{team}</Link>
              </th>
              <td>
                {leftAt ? (
                  <>
                    left <Time at={leftAt} />
                  </>
                ) : (
                  TEAM_ROLE_WORDS[role]
                )}
              </td>
              <td className="small">
                <Time at={since} />
              </td>
              <td className="num">
                <Link href={`/people/${memberId}`}>{forecasts}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
