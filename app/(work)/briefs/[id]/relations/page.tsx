import type { Metadata } from "next";
import { cache } from "react";
import { LiveRefresh } from "#components/live/live-refresh";
import { CoherencePanel } from "#components/relations/coherence-panel";
import { DeclareForm } from "#components/relations/declare-form";
import { hiddenSentence, PeopleMatrix } from "#components/relations/people-matrix";
import { RelationList } from "#components/relations/relation-list";
import { RelationMatrix } from "#components/relations/relation-matrix";
import { ButtonLink } from "#components/ui/button";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { orNotFound, requireActor } from "#server/identity/session";
import { ownCoherence } from "#server/relations/own-coherence";
import { scenarioSet } from "#server/relations/set-matrix";

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  const actor = await requireActor();
  return { actor, set: await orNotFound(scenarioSet(actor, id)) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { set } = await load((await params).id);
  return { title: `Relations · ${set.title}` };
}

export default async function RelationsPage({ params }: Props) {
  const { actor, set } = await load((await params).id);
  const { briefId, teamId, scenarios, relations, columns, sums, rows, crowd, may, loadedAt } = set;
  const names = Object.fromEntries(set.names);
  const related = scenarios.filter(({ unrelated }) => unrelated === null);
  const coherence = await ownCoherence(
    actor,
    teamId,
    scenarios.map(({ scenarioId }) => scenarioId),
  );
  const hidden = hiddenSentence({ columns, rows });
  return (
    <>
      <LiveRefresh
        viewer={actor.userId}
        topics={[
          briefId,
          ...scenarios.map(({ scenarioId }) => scenarioId),
          ...columns.map(({ questionId }) => questionId),
          ...relations.map(({ id }) => id),
        ]}
        since={loadedAt}
      />
      <Chain
        links={[
          { label: "Briefs", href: "/briefs" },
          { label: set.title, href: `/briefs/${briefId}` },
          { label: "Relations" },
        ]}
      />
      <PageHead
        title="Relations"
        lead="What can come true together and what cannot. Everybody's numbers on these scenarios are held to it."
      >
        <ButtonLink variant="quiet" href={`/briefs/${briefId}/cross-impact`}>
          Cross-impact
        </ButtonLink>
      </PageHead>
      <CoherencePanel coherence={coherence} />
      <section aria-labelledby="declared">
        <SecHead title="Declared" id="declared" />
        {relations.length === 0 ? (
          <EmptyState title="No relation is declared yet.">
            {may.write
              ? "Say which scenarios exclude each other, which of them must come true, and which imply others."
              : "A lead declares which scenarios exclude, exhaust or imply each other."}
          </EmptyState>
        ) : (
          <RelationList briefId={briefId} relations={relations} names={names} mayWrite={may.write} />
        )}
        {may.write && related.length > 1 ? (
          <details className="mt-4" open={relations.length === 0}>
            <summary className="link">Declare a relation</summary>
            <DeclareForm briefId={briefId} scenarios={related.map(shownScenario)} />
          </details>
        ) : null}
        <Unrelated scenarios={scenarios} />
      </section>
      {related.length > 1 ? (
        <section className="mt-8" aria-labelledby="between-two">
          <SecHead title="Between two" id="between-two" />
          <RelationMatrix
            briefId={briefId}
            scenarios={related.map(shownScenario)}
            relations={relations.map(({ id, kind, state, scenarioIds }) => ({ id, kind, state, scenarioIds }))}
            mayWrite={may.write}
          />
        </section>
      ) : null}
      {columns.length > 0 ? (
        <section className="mt-8" aria-labelledby="numbers" data-live>
          <SecHead title="Numbers of the set" id="numbers">
            <a className="small" href={`/briefs/${briefId}/relations/file`} download>
              CSV
            </a>
          </SecHead>
          {rows.length === 0 ? (
            <p className="small muted">Nobody has forecast on these scenarios yet.</p>
          ) : (
            <PeopleMatrix columns={columns} sums={sums} rows={rows} crowd={crowd} names={names} />
          )}
          {hidden ? <p className="small muted mt-2">{hidden}</p> : null}
        </section>
      ) : null}
    </>
  );
}

function shownScenario({ scenarioId, number, statement }: { scenarioId: string; number: number; statement: string }) {
  return { scenarioId, number, statement };
}

/** Why some scenarios of the brief are not among those that can be chosen. */
function Unrelated({ scenarios }: { scenarios: readonly { scenarioId: string; unrelated: string | null }[] }) {
  const apart = scenarios.filter(({ unrelated }) => unrelated !== null);
  if (apart.length === 0) return null;
  return (
    <details className="data mt-3">
      <summary>
        {counted(apart.length, "scenario takes part in no relation", "scenarios take part in no relation")}
      </summary>
      <ul className="small stack">
        {apart.map(({ scenarioId, unrelated }) => (
          <li key={scenarioId}>{unrelated}</li>
        ))}
      </ul>
    </details>
  );
}
