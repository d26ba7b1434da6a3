import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { AdminTabs } from "#components/team/admin-tabs";
import { CodesPolicy } from "#components/team/codes-policy";
import { Pager } from "#components/team/pager";
import { TEAM_ROLE_WORDS } from "#components/team/role-words";
import { OrgRoleSelect, UserActs } from "#components/team/user-controls";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { TextField } from "#components/ui/field";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import { can } from "#core/permissions";
import { doAdminsUseCodes } from "#server/identity/codes/code-queries";
import { currentTeam } from "#server/identity/current-team";
import { requireActor } from "#server/identity/session";
import { listUsers } from "#server/identity/user-queries";
import { first, pageOf } from "../../search-params";

export const metadata: Metadata = { title: "Users" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function UsersPage({ searchParams }: Props) {
  const actor = await requireActor();
  if (!can(actor, "user.manage")) return toOwnTeam(actor);
  const params = await searchParams;
  const search = first(params.search)?.trim() ?? "";
  const page = pageOf(params.page);
  const [{ users, total, pages }, policy] = await Promise.all([listUsers(actor, { search, page }), doAdminsUseCodes()]);
  return (
    <>
      <PageHead title="Administration" lead={`${counted(total, "person", "people")} with an account.`} />
      <AdminTabs current="/admin" />
      <form className="row items-end mb-6">
        <TextField label="Name or e-mail" name="search" type="search" defaultValue={search} />
        <Button type="submit">Search</Button>
      </form>
      {users.length === 0 ? (
        <EmptyState title="Nobody is called that">Search for another part of the name.</EmptyState>
      ) : null}
      {users.length > 0 ? (
        <TableWrap label="Users">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Teams</th>
                <th scope="col">Role</th>
                <th scope="col">
                  <span className="vh">Acts</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {users.map(({ id, name, email, orgRole, disabled, usesCodes, teams }) => (
                <tr key={id}>
                  <th scope="row">
                    {name} {disabled ? <Tag kind="warn">disabled</Tag> : null} {usesCodes ? <Tag>codes</Tag> : null}
                    <br />
                    <span className="small muted">{email}</span>
                  </th>
                  <td className="small">
                    {teams.map((team) => `${team.name} (${TEAM_ROLE_WORDS[team.role]})`).join(", ") || "none"}
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
      <Pager page={page} pages={pages} href={(to) => `/admin?${new URLSearchParams({ search, page: String(to) })}`} />
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
