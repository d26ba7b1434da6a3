import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { AuditLog } from "#components/team/audit-log";
import { PageHead } from "#components/ui/page-head";
import { auditChoices, auditLog } from "#server/audit/audit-queries";
import { orNotFound, requireActor } from "#server/identity/session";
import { type AuditSearch, chosenIn, filterOf } from "../../../audit/asked";

export const metadata: Metadata = { title: "A team’s audit log" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<AuditSearch> };

export default async function TeamAuditPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id: teamId } = await params;
  if (!z.uuid().safeParse(teamId).success) notFound();
  const filter = filterOf(await searchParams);
  const [log, choices] = await orNotFound(
    Promise.all([auditLog(actor, { teamId }, filter), auditChoices(actor, { teamId })]),
  );
  return (
    <>
      <PageHead
        title="Audit log"
        lead={
          <>
            What was done in the team, and when its people came in.{" "}
            <Link href={`/admin/teams/${teamId}`}>The team’s people</Link>
          </>
        }
      />
      <AuditLog
        path={`/admin/teams/${teamId}/audit`}
        log={log}
        choices={choices}
        chosen={chosenIn(filter)}
        page={filter.page}
      />
    </>
  );
}
