import type { Metadata } from "next";
import { cache } from "react";
import { AsOfFault, AsOfForm } from "#components/as-of/as-of-form";
import { chainOf } from "#components/scenario/chain-of";
import { Chain } from "#components/ui/chain";
import { Note } from "#components/ui/note";
import { readAsked } from "#components/versions/read-at";
import { orNotFound, requireActor } from "#server/identity/session";
import { pageId } from "#server/platform/page-id";
import { chainOfScenario } from "#server/scenarios/chain";
import { asOf } from "../../../../as-of";
import { reader } from "../../../../reader";
import { first } from "../../../../search-params";
import { Past } from "./past";
import { Present } from "./present";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const load = cache(async (id: string) => {
  const actor = await requireActor();
  const scenarioId = await orNotFound(Promise.resolve(id).then(pageId));
  const chain = await orNotFound(chainOfScenario(actor, scenarioId));
  return { actor, chain };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { chain } = await load((await params).id);
  return { title: `Rationale: ${chain.statement}` };
}

/** The rationale alone: to read, to print, to take along, as it is or as it stood. */
export default async function RationalePage({ params, searchParams }: Props) {
  const { actor, chain } = await load((await params).id);
  const { zone } = await reader();
  const query = await searchParams;
  const page = `/scenarios/${chain.scenarioId}/rationale`;
  // Without a script the form sends a wall time, which leads to the address that means the same to everybody.
  const { fault } = asOf({ on: query.on }, page, zone);
  const at = first(query.at);
  const asked = at === undefined ? null : readAsked("at", at);
  const point = asked?.point?.kind === "now" ? null : (asked?.point ?? null);
  const now = Date.now();
  return (
    <>
      <Chain links={chainOf(chain, "Rationale")} />
      <article className="rationale-page">
        <h1 className="title py-6">{chain.statement}</h1>
        <AsOfFault fault={fault} />
        {asked?.fault ? <Note kind="bad">{asked.fault} This is the text as it is now.</Note> : null}
        {point ? (
          <Past actor={actor} scenarioId={chain.scenarioId} point={point} zone={zone} now={now} />
        ) : (
          <Present actor={actor} scenarioId={chain.scenarioId} />
        )}
        <div className="mt-6 max-w-[24rem] print:hidden">
          <AsOfForm path={page} at={point?.kind === "instant" ? point.at : now} zone={zone} />
        </div>
      </article>
    </>
  );
}
