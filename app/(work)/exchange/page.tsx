import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExportList } from "#components/exchange/export-list";
import { ImportList } from "#components/exchange/import-list";
import { UploadFile } from "#components/exchange/upload-file";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { can } from "#core/permissions";
import { importsOf } from "#server/exchange/import-queries";
import { MOST_BYTES } from "#server/exchange/upload";
import { currentTeam } from "#server/identity/current-team";
import { requireActor } from "#server/identity/session";

export const metadata: Metadata = { title: "Import and export" };

export default async function ExchangePage() {
  const actor = await requireActor();
  const team = (await currentTeam(actor)) ?? notFound();
  const imports = can(actor, "world.import", { teamId: team.id }) ? await importsOf(actor, team.id) : null;
  return (
    <>
      <PageHead
        title={imports ? "Import and export" : "Export"}
        lead={
          imports
            ? `Bring the past forecasts of ${team.name}, or take with you everything that you may see.`
            : `Take with you everything of ${team.name} that you may see.`
        }
      />
      <div className="desk-grid">
        {imports ? (
          <div className="stack-6">
            <section aria-labelledby="import">
              <SecHead title="Import" id="import" />
              <UploadFile teamId={team.id} mostBytes={MOST_BYTES} />
            </section>
            <section aria-labelledby="imports">
              <SecHead title="What was imported" id="imports" />
              <ImportList imports={imports} />
            </section>
          </div>
        ) : null}
        <section aria-labelledby="export">
          <SecHead title={imports ? "Export" : team.name} id="export" />
          <ExportList team={team} />
        </section>
      </div>
    </>
  );
}
