import type { Metadata } from "next";
import { cache } from "react";
import { LiveRefresh } from "#components/live/live-refresh";
import { AskAll } from "#components/relations/ask-all";
import { CrossTable } from "#components/relations/cross-table";
import { Button } from "#components/ui/button";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { PageHead } from "#components/ui/page-head";
import { CROSS_LIMIT } from "#core/conditional";
import { orNotFound, requireActor } from "#server/identity/session";
import { type CrossImpact, crossImpact } from "#server/relations/cross-impact";

type Params = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Params> };

const load = cache(async (id: string, wanted: string) => {
  const actor = await requireActor();
  return { actor, cross: await orNotFound(crossImpact(actor, id, wanted.split(" ").filter(Boolean))) };
});

const wantedOf = ({ s }: Params) => [s ?? []].flat().join(" ");

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const { cross } = await load((await params).id, wantedOf(await searchParams));
  return { title: `Cross-impact · ${cross.title}` };
}

export default async function CrossImpactPage({ params, searchParams }: Props) {
  const { actor, cross } = await load((await params).id, wantedOf(await searchParams));
  const { briefId, title, choices, chosen, cells, may, loadedAt } = cross;
  return (
    <>
      <LiveRefresh
        viewer={actor.userId}
        topics={chosen.flatMap((one) => [one.scenarioId, one.questionId])}
        since={loadedAt}
      />
      <Chain
        links={[
          { label: "Briefs", href: "/briefs" },
          { label: title, href: `/briefs/${briefId}` },
          { label: "Relations", href: `/briefs/${briefId}/relations` },
          { label: "Cross-impact" },
        ]}
      />
      <PageHead
        title="Cross-impact"
        lead="How likely one scenario is if another comes true: your own numbers, and what they imply about each other."
      />
      {choices.length < 2 ? (
        <EmptyState title="There is nothing to set side by side yet.">
          It takes two scenarios of this brief with a published headline question of yes or no.
        </EmptyState>
      ) : (
        <>
          <Choose choices={choices} />
          {may.ask ? <AskAll briefId={briefId} missing={missingIn(chosen, cells)} /> : null}
          <CrossTable briefId={briefId} chosen={chosen} cells={cells} may={may} />
          <div className="small muted stack mt-4">
            <p>
              A number is what you hold if the scenario of its row comes true, or does not. Your numbers on the two
              scenarios leave it only a stretch; a number outside contradicts them. Both conditions together say how
              likely the column is by total probability.
            </p>
            <p>
              A conditional question is scored with its column where the condition holds, and void where it does not.
            </p>
          </div>
        </>
      )}
    </>
  );
}

/** How many conditionals are not asked among those chosen that take forecasts, under either condition. */
function missingIn(chosen: CrossImpact["chosen"], cells: CrossImpact["cells"]) {
  const open = chosen.filter((one) => one.open).map(({ scenarioId }) => scenarioId);
  const pairs = open.flatMap((a) => open.flatMap((b) => cells[a]?.[b] ?? []));
  return {
    scenarioIds: open,
    given: pairs.filter((cell) => cell.given === null).length,
    givenNot: pairs.filter((cell) => cell.givenNot === null).length,
  };
}

/** Which scenarios: a form that works without script. */
function Choose({ choices }: Pick<CrossImpact, "choices">) {
  return (
    <details className="data mb-4">
      <summary>Choose scenarios, at most {CROSS_LIMIT}</summary>
      <form className="stack" aria-label="Choose scenarios">
        {choices.map(({ scenarioId, number, statement, chosen }) => (
          <label key={scenarioId} className="row items-start flex-nowrap small">
            <input type="checkbox" name="s" value={scenarioId} defaultChecked={chosen} />
            <span>
              {number}. {statement}
            </span>
          </label>
        ))}
        <div>
          <Button type="submit" small>
            Set side by side
          </Button>
        </div>
      </form>
    </details>
  );
}
