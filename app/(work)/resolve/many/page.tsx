import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LiveRefresh } from "#components/live/live-refresh";
import { ConfirmMany } from "#components/resolution/confirm-many";
import { ProposeMany } from "#components/resolution/propose-many";
import { Tabs } from "#components/ui/choices";
import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { currentTeam } from "#server/identity/current-team";
import { orNotFound, requireActor } from "#server/identity/session";
import { manyToResolve } from "#server/resolution/many-queries";
import { resolveTabs } from "../tabs";

export const metadata: Metadata = { title: "Resolve many" };

export default async function ResolveManyPage() {
  const since = Date.now();
  const actor = await requireActor();
  const team = (await currentTeam(actor)) ?? notFound();
  const { unproposed, unconfirmed, more, own } = await orNotFound(manyToResolve(actor, team.id));
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={[team.id]} since={since} />
      <PageHead
        title="Resolve"
        lead="Many verdicts from one table. Each row is saved whole or not at all, and says so."
      />
      <Tabs label="Ways to resolve" choices={resolveTabs("many")} />
      <section className="mt-8" aria-labelledby="confirm">
        <SecHead title="Proposed by others" id="confirm">
          <span className="small muted">
            {own > 0 ? `${counted(own, "proposal", "proposals")} of yours wait for somebody else` : null}
          </span>
        </SecHead>
        {unconfirmed.length > 0 ? (
          <ConfirmMany teamId={team.id} rows={unconfirmed} />
        ) : (
          <EmptyState title="Nothing to confirm">What another lead or an analyst proposes appears here.</EmptyState>
        )}
      </section>
      <section className="mt-12" aria-labelledby="propose">
        <SecHead title="Without a proposal" id="propose">
          <span className="small muted">by due date</span>
        </SecHead>
        {unproposed.length > 0 ? (
          <ProposeMany teamId={team.id} rows={unproposed} />
        ) : (
          <EmptyState title="No open question">Every question of this team has a verdict or waits for one.</EmptyState>
        )}
        {more > 0 ? <p className="hint">{counted(more, "question closes", "questions close")} later.</p> : null}
      </section>
    </>
  );
}
