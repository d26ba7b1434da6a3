import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { AdminTabs } from "#components/team/admin-tabs";
import { CodesPolicy } from "#components/team/codes-policy";
import { Pager } from "#components/team/pager";
import { TEAM_ROLE_WORDS } from "#components/team/role-words";
import { OrgRoleSelect, UserActs } from "#components/team/user-controls";
import { UserFilters } from "#components/team/user-filters";
import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { ActsHead, TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import { can } from "#core/permissions";
import { doAdminsUseCodes } from "#server/identity/codes/code-queries";
import { currentTeam } from "#server/identity/current-team";
import { requireActor } from "#server/identity/session";
import { listUsers, userFilter } from "#server/identity/user-queries";
import { listTeams } from "#server/teams/team-queries";
import { first } from "../../search-params";

export const metadata: Metadata = { title: "Users" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsersPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "user.manage")) return toOwnTeam(actor);
  const params = await searchParams;
  const filter = userFilter.parse({
    search: first(params.search),
    role: first(params.role) || undefined,
    state: first(params.state) || undefined,
    team: first(params.team) || undefined,
    page: first(params.page),
  });
  const [{ users, total, pages, asking }, teams, policy] = await Promise.all([
    listUsers(actor, filter),
    listTeams(actor),
    doAdminsUseCodes(),
  ]);
  const { search, role = "", state = "", team = "", page } = filter;
  const narrowed = search + role + state + team !== "";
  return (
    <>
      <PageHead
        title="Administration"
        lead={`${counted(total, "person", "people")} with an account${narrowed ? " in this selection" : ""}.`}
      />
      <AdminTabs current="/admin" />
      {asking > 0 && state !== "asking" ? (
        <div className="mb-6">
          <Note kind="warn">
            {counted(asking, "person asks", "people ask")} to be erased.{" "}
            <Link href="/admin?state=asking">Show who</Link>
          </Note>
        </div>
      ) : null}
      <UserFilters teams={teams} chosen={{ search, role, state, team }} narrowed={narrowed} />
      {users.length === 0 ? (
        <EmptyState title="Nobody fits">
          <Link href="/admin">Show everybody</Link>
        </EmptyState>
      ) : null}
      {users.length > 0 ? (
        <TableWrap label="Users">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Teams</th>
                <th scope="col">Role</th>
                <ActsHead />
              </tr>
            </thead>
            <tbody>
              {users.map(({ id, name, email, orgRole, disabled, usesCodes, asking: asks, teams: of }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link href={`/admin/people/${id}`}>{name}</Link>{" "}
                    {asks ? <Tag kind="warn">asks to be erased</Tag> : null}{" "}
                    {disabled ? <Tag kind="warn">disabled</Tag> : null} {usesCodes ? <Tag>codes</Tag> : null}
                    <br />
                    <span className="small muted">{email}</span>
                  </th>
                  <td className="small min-w-32">
                    {of.map((one) => `${one.name} (${TEAM_ROLE_WORDS[one.role]})`).join(", ") || "none"}
                  </td>
                  <td>
                    <OrgRoleSelect userId={id} name={name} orgRole={orgRole} />
                  </td>
                  <td>
                    <UserActs userId={id} name={name} disabled={disabled} usesCodes={usesCodes} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      ) : null}
      <Pager
        page={page}
        pages={pages}
        href={(to) => `/admin?${new URLSearchParams({ search, role, state, team, page: String(to) })}`}
      />
      <section aria-labelledby="ways-in" className="mt-10">
        <SecHead title="One-time codes of administrators" id="ways-in" />
        <CodesPolicy on={policy} />
      </section>
    </>
  );
}

/** Who leads a team manages its people, and nothing else here. */
async function toOwnTeam(actor: Parameters<typeof currentTeam>[0]): Promise<never> {
  const team = await currentTeam(actor);
  const led = [team?.id, ...actor.memberships.map(({ teamId }) => teamId)].find(
    (teamId) => teamId && can(actor, "member.manage", { teamId }),
  );
  if (led) redirect(`/admin/teams/${led}`);
  notFound();
}
