import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { chainOf } from "#components/scenario/chain-of";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { Note } from "#components/ui/note";
import { CompareForm } from "#components/versions/compare-form";
import { DiffText } from "#components/versions/diff-text";
import { readAsked } from "#components/versions/read-at";
import { RemovedText } from "#components/versions/removed-text";
import { RestoreButton } from "#components/versions/restore-button";
import { summaryWords } from "#components/versions/summary-words";
import { pointWords } from "#components/versions/version-words";
import type { Actor } from "#core/permissions";
import { type RationalePoint, writePoint } from "#core/rationale-point";
import { orNotFound, requireActor } from "#server/identity/session";
import { pageId } from "#server/platform/page-id";
import { compareRationale } from "#server/rationales/versions/compare";
import { versionsOf } from "#server/rationales/versions/version-list";
import { chainOfScenario } from "#server/scenarios/chain";
import { reader } from "../../../../../reader";
import { first } from "../../../../../search-params";

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
  return { title: `Changes of the rationale: ${chain.statement}` };
}

/** Two texts of the rationale laid over each other, with who wrote what. */
export default async function ComparePage({ params, searchParams }: Props) {
  const { actor, chain } = await load((await params).id);
  const { zone } = await reader();
  const query = await searchParams;
  const page = `/scenarios/${chain.scenarioId}/rationale`;
  const [from, to] = [readAsked("from", first(query.from)), readAsked("to", first(query.to) ?? "now")];
  return (
    <>
      <Chain links={chainOf(chain, "Changes of the rationale")} />
      <article className="rationale-page">
        <h1 className="title py-6">Changes of the rationale</h1>
        {from.fault ? <Note kind="bad">{from.fault}</Note> : null}
        {to.fault ? <Note kind="bad">{to.fault}</Note> : null}
        {from.point && to.point ? (
          <Compared actor={actor} scenarioId={chain.scenarioId} zone={zone} from={from.point} to={to.point} />
        ) : null}
        <p className="small print:hidden mt-6">
          <Link href={`${page}/versions`}>All versions</Link>
        </p>
      </article>
    </>
  );
}

interface ComparedProps {
  actor: Actor;
  scenarioId: string;
  zone: string;
  from: RationalePoint;
  to: RationalePoint;
}

async function Compared({ actor, scenarioId, zone, from, to }: ComparedProps) {
  const { history, before, after, diff, summary, people, references } = await orNotFound(
    compareRationale(actor, scenarioId, from, to),
  );
  const { versions } = await orNotFound(versionsOf(actor, scenarioId));
  const page = `/scenarios/${scenarioId}/rationale`;
  const [was, is] = [before, after].map(({ point, version }) => pointWords(point, version, zone));
  return (
    <>
      <p className="body ink2">
        From <Link href={`${page}?at=${writePoint(before.point)}`}>{was}</Link> to{" "}
        <Link href={`${page}?at=${writePoint(after.point)}`}>{is}</Link>.
      </p>
      {summary ? (
        <ul className="small diff-summary" aria-label="What changed">
          {summaryWords(summary, (by) => people.get(by) ?? null).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      ) : null}
      <CompareForm
        action={`${page}/compare`}
        versions={versions}
        from={writePoint(before.point)}
        to={writePoint(after.point)}
      />
      {[before, after].map(({ removed, seq }) =>
        removed ? (
          <EmptyState key={`${seq} ${removed.at}`} title="This text was removed.">
            <RemovedText removed={removed} />
          </EmptyState>
        ) : null,
      )}
      {diff && summary && !summary.same ? (
        <DiffText diff={diff} people={people} references={references} zone={zone} />
      ) : null}
      {history.may.restore && before.seq > 0 && !before.removed && before.seq < history.head ? (
        <p className="small print:hidden mt-6">
          <RestoreButton scenarioId={scenarioId} point={writePoint(before.point)} name={was ?? "the earlier text"} />
        </p>
      ) : null}
    </>
  );
}
