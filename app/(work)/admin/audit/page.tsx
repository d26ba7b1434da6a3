import type { Metadata } from "next";
import { AdminTabs } from "#components/team/admin-tabs";
import { AuditLog } from "#components/team/audit-log";
import { PageHead } from "#components/ui/page-head";
import { auditChoices, auditLog } from "#server/audit/audit-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { type AuditSearch, chosenIn, filterOf } from "./asked";

export const metadata: Metadata = { title: "Audit log" };

const EVERYTHING = { teamId: null };

export default async function AuditPage({ searchParams }: { searchParams: Promise<AuditSearch> }) {
  const actor = await requireActor();
  const filter = filterOf(await searchParams);
  const [log, choices] = await orNotFound(
    Promise.all([auditLog(actor, EVERYTHING, filter), auditChoices(actor, EVERYTHING)]),
  );
  return (
    <>
      <PageHead
        title="Administration"
        lead="Who did what, when. Entries are written with the act itself and cannot be changed; they hold no probability and no text."
      />
      <AdminTabs current="/admin/audit" />
      <AuditLog path="/admin/audit" log={log} choices={choices} chosen={chosenIn(filter)} page={filter.page} />
    </>
  );
}
