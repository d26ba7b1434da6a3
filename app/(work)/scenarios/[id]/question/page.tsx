import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { QuestionForm } from "#components/question/question-form";
import { chainOf } from "#components/scenario/chain-of";
import { ButtonLink } from "#components/ui/button";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { PageHead } from "#components/ui/page-head";
import { orNotFound, requireActor } from "#server/identity/session";
import type { QuestionDetail } from "#server/questions/question-queries";
import { tagNamesOf } from "#server/questions/tags/tag-queries";
import { scenarioPage } from "#server/scenarios/scenario-page";

export const metadata: Metadata = { title: "New question" };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ role?: string; edit?: string }> };

export default async function QuestionFormPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { role, edit } = await searchParams;
  const page = await orNotFound(scenarioPage(actor, (await params).id));
  const { chain, headline, indicators, may, loadedAt } = page;
  if (!may.write) notFound();
  const wanted = edit ?? (role === "indicator" ? undefined : headline?.id);
  const draft = [headline, ...indicators].find((question) => question?.id === wanted && question?.state === "DRAFT");
  if (edit && !draft) notFound();
  const indicator = draft ? draft.role === "INDICATOR" : role === "indicator";
  const refused = whyNot(
    chain.archivedAt !== null,
    !draft && !indicator && headline !== null && headline.state !== "VOID",
  );
  return (
    <>
      <Chain links={chainOf(chain, indicator ? "Indicator" : "Headline question")} />
      <PageHead title={titleOf(indicator, draft !== undefined)} lead={chain.statement} />
      {refused ? (
        <EmptyState
          title={refused}
          action={<ButtonLink href={`/scenarios/${chain.scenarioId}`}>Back to the scenario</ButtonLink>}
        />
      ) : (
        <QuestionForm
          scenarioId={chain.scenarioId}
          role={indicator ? "INDICATOR" : "HEADLINE"}
          draft={draft ? savedDraft(draft) : null}
          knownTags={await tagNamesOf(actor, chain.teamId)}
          now={loadedAt}
        />
      )}
    </>
  );
}

function titleOf(indicator: boolean, editing: boolean): string {
  if (editing) return "Edit the draft";
  return indicator ? "New indicator" : "Headline question";
}

function whyNot(archived: boolean, taken: boolean): string | null {
  if (archived) return "This scenario is archived. Restore it first.";
  return taken ? "This scenario has its headline question already." : null;
}

function savedDraft({ id, version, spec, tags, opensAt, closesAt, revealPolicy, revealAt }: QuestionDetail) {
  const { title, criteria, source, baseRate } = version;
  return {
    questionId: id,
    title,
    criteria,
    source,
    baseRate: baseRate ?? "",
    spec,
    opensAt,
    closesAt,
    revealPolicy,
    revealAt,
    tags,
  };
}
