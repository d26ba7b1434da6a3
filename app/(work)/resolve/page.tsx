import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { LiveRefresh } from "#components/live/live-refresh";
import { ResolutionQueue } from "#components/resolution/queue";
import { Tabs } from "#components/ui/choices";
import { EmptyState } from "#components/ui/empty-state";
import { counted } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { currentTeam } from "#server/identity/current-team";
import { orNotFound, requireActor } from "#server/identity/session";
import { resolutionCase } from "#server/resolution/case-queries";
import { resolutionQueue } from "#server/resolution/queue-queries";
import { CasePanel } from "./case-panel";
import { resolveTabs } from "./tabs";

const isId = (text: string) => z.uuid().safeParse(text).success;

export const metadata: Metadata = { title: "Resolve" };

interface Props {
  searchParams: Promise<{ question?: string | string[] }>;
}

export default async function ResolvePage({ searchParams }: Props) {
  const since = Date.now();
  const actor = await requireActor();
  const team = (await currentTeam(actor)) ?? notFound();
  const { items, later } = await orNotFound(resolutionQueue(actor, team.id));
  const { question } = await searchParams;
  const waiting = items.filter(({ proposal }) => proposal && !proposal.own);
  // A question that was just decided is no longer in the queue, and stays on the page.
  const named = typeof question === "string" && isId(question) ? question : null;
  const chosen = named ?? items[0]?.questionId ?? null;
  const detail = chosen ? await orNotFound(resolutionCase(actor, chosen)) : null;
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={[team.id]} since={since} />
      <PageHead
        title="Resolve"
        lead={
          waiting.length === 0
            ? "No proposal waits for a second pair of eyes."
            : `${counted(waiting.length, "proposal waits", "proposals wait")} for a second pair of eyes. Nothing is scored until it is confirmed.`
        }
      />
      <Tabs label="Ways to resolve" choices={resolveTabs("one")} />
      {detail ? (
        <div className="resolve-grid">
          <ResolutionQueue items={items} later={later} current={detail.questionId} now={since} />
          <CasePanel detail={detail} />
        </div>
      ) : (
        <EmptyState title="Nothing waits for a verdict">
          Questions appear here when somebody proposes a resolution, when they close, and in the two weeks before.{" "}
          {later > 0 ? `${counted(later, "open question closes", "open questions close")} later.` : null}
        </EmptyState>
      )}
    </>
  );
}
