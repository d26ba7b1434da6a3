import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { AsOfForm } from "#components/as-of/as-of-form";
import { LiveRefresh } from "#components/live/live-refresh";
import { chainOf } from "#components/scenario/chain-of";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { SecHead } from "#components/ui/sec-head";
import { CompareForm } from "#components/versions/compare-form";
import { NameVersion } from "#components/versions/name-version";
import { RemoveHistory } from "#components/versions/remove-history";
import { VersionList } from "#components/versions/version-list";
import { orNotFound, requireActor } from "#server/identity/session";
import { pageId } from "#server/platform/page-id";
import { versionsOf } from "#server/rationales/versions/version-list";
import { chainOfScenario } from "#server/scenarios/chain";
import { reader } from "../../../../../reader";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const load = cache(async (id: string) => {
  const actor = await requireActor();
  const scenarioId = await orNotFound(Promise.resolve(id).then(pageId));
  return { actor, chain: await orNotFound(chainOfScenario(actor, scenarioId)) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { chain } = await load((await params).id);
  return { title: `Versions of the rationale: ${chain.statement}` };
}

/** Every version of the rationale: to read, to compare, to bring back. */
export default async function VersionsPage({ params, searchParams }: Props) {
  const { actor, chain } = await load((await params).id);
  const { zone } = await reader();
  const { below } = await searchParams;
  const from = typeof below === "string" && /^\d{1,9}$/.test(below) ? Number(below) : null;
  const now = Date.now();
  const { history, versions, older } = await orNotFound(versionsOf(actor, chain.scenarioId, from));
  const { scenarioId, may } = history;
  const page = `/scenarios/${scenarioId}/rationale`;
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={[scenarioId]} since={now} />
      <Chain links={chainOf(chain, "Versions of the rationale")} />
      <div className="rationale-page">
        <h1 className="title py-6">Versions of the rationale</h1>
        <p className="body ink2">
          {chain.statement} <Link href={page}>The text now</Link>
        </p>
        <section aria-labelledby="versions" className="mt-6">
          <SecHead title={from === null ? "Versions" : `Versions before v${from}`} id="versions">
            {may.name ? <NameVersion scenarioId={scenarioId} /> : null}
          </SecHead>
          {versions.length === 0 ? (
            <EmptyState title="No version has been taken yet.">
              One is taken before the first edit of a day, when a round ends or a verdict is recorded, before a
              restoration, and whenever somebody names the text as it stands.
            </EmptyState>
          ) : (
            <VersionList scenarioId={scenarioId} versions={versions} mayRestore={may.restore} />
          )}
          {older === null ? null : (
            <p className="small">
              <Link href={`${page}/versions?below=${older}`}>Older versions</Link>
            </p>
          )}
        </section>
        <section aria-labelledby="look-back" className="mt-6 print:hidden">
          <SecHead title="Look back" id="look-back" />
          {versions.length > 0 ? <CompareForm action={`${page}/compare`} versions={versions} /> : null}
          <div className="mt-5 max-w-[24rem]">
            <AsOfForm path={page} at={now} zone={zone} />
          </div>
        </section>
        {may.redact ? (
          <section aria-labelledby="redaction" className="mt-6 print:hidden">
            <SecHead title="Removal" id="redaction" />
            <p className="small muted mb-3">
              Words that must not be kept anywhere: take them out of the text first, then remove its history.
            </p>
            <RemoveHistory scenarioId={scenarioId} edits={history.head} />
          </section>
        ) : null}
      </div>
    </>
  );
}
