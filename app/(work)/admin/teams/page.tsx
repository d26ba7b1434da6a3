import type { Metadata } from "next";
import Link from "next/link";
import { AdminTabs } from "#components/team/admin-tabs";
import { TeamForm } from "#components/team/team-form";
import { EmptyState } from "#components/ui/empty-state";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { TableWrap } from "#components/ui/table";
import { orNotFound, requireActor } from "#server/identity/session";
import { listTeams } from "#server/teams/team-queries";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage() {
  const teams = await orNotFound(listTeams(await requireActor()));
  return (
    <>
      <PageHead
        title="Administration"
        lead="A team’s briefs, forecasts and scores are seen by its people alone, and by leaders and administrators."
      />
      <AdminTabs current="/admin/teams" />
      <div className="desk-grid">
        <section aria-labelledby="teams">
          <SecHead title="Teams" id="teams" />
          {teams.length === 0 ? (
            <EmptyState title="No team yet">Make the first one; then invite its people.</EmptyState>
          ) : null}
          {teams.length > 0 ? (
            <TableWrap label="Table of teams">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col" className="num">
                      People
                    </th>
                    <th scope="col" className="num">
                      Briefs
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {teams.map(({ id, name, members, briefs }) => (
                    <tr key={id}>
                      <th scope="row">
                        <Link href={`/admin/teams/${id}`}>{name}</Link>
                      </th>
                      <td className="num">{members}</td>
                      <td className="num">{briefs}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableWrap>
          ) : null}
        </section>
        <section aria-labelledby="new-team">
          <SecHead title="New team" id="new-team" />
          <TeamForm />
        </section>
      </div>
    </>
  );
}
