import type { Metadata } from "next";
import { AdminTabs } from "#components/team/admin-tabs";
import { AuditFilterForm } from "#components/team/audit-filter-form";
import { Pager } from "#components/team/pager";
import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { auditChoices, auditFilter, auditLog } from "#server/audit/audit-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { first } from "../../../search-params";

export const metadata: Metadata = { title: "Audit log" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const actor = await requireActor();
  const params = await searchParams;
  const filter = auditFilter.parse({
    action: first(params.action) || undefined,
    person: first(params.person) || undefined,
    team: first(params.team) || undefined,
    page: first(params.page),
  });
  const [{ rows, total, pages }, choices] = await orNotFound(
    Promise.all([auditLog(actor, filter), auditChoices(actor)]),
  );
  const { action = "", person = "", team = "" } = filter;
  return (
    <>
      <PageHead
        title="Administration"
        lead="Who did what, when. Entries are written with the act itself and cannot be changed; they hold no probability and no text."
      />
      <AdminTabs current="/admin/audit" />
      <AuditFilterForm {...choices} chosen={{ action, person, team }} />
      <p className="small muted mb-2">{counted(total, "entry", "entries")}</p>
      {rows.length === 0 ? <EmptyState title="No entry fits">Choose less in the filter.</EmptyState> : null}
      {rows.length > 0 ? (
        <TableWrap label="Audit log">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Who</th>
                <th scope="col">What</th>
                <th scope="col">Team</th>
                <th scope="col">Detail</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td className="whitespace-nowrap">
                    <Time at={row.at} show="minute" />
                  </td>
                  <td>{row.by ?? "the system"}</td>
                  <td>
                    <code>{row.action}</code>
                  </td>
                  <td>{row.team ?? ""}</td>
                  <td className="small">
                    {row.detail}
                    {row.subjectId ? <span className="muted block break-all">{row.subjectId}</span> : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      ) : null}
      <Pager
        page={filter.page}
        pages={pages}
        href={(to) => `/admin/audit?${new URLSearchParams({ action, person, team, page: String(to) })}`}
      />
    </>
  );
}
