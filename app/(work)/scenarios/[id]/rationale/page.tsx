import type { Metadata } from "next";
import { cache } from "react";
import { ThreadAppendix } from "#components/comments/thread-appendix";
import { Footnotes } from "#components/editor/footnotes";
import { RationaleText } from "#components/editor/rationale-text";
import { chainOf } from "#components/scenario/chain-of";
import { Chain } from "#components/ui/chain";
import { EmptyState } from "#components/ui/empty-state";
import { Time } from "#components/ui/time";
import { orNotFound, requireActor } from "#server/identity/session";
import { pageId } from "#server/platform/page-id";
import { rationaleOf } from "#server/rationales/rationale-queries";
import { chainOfScenario } from "#server/scenarios/chain";

type Props = { params: Promise<{ id: string }> };

const load = cache(async (id: string) => {
  const actor = await requireActor();
  const scenarioId = await orNotFound(Promise.resolve(id).then(pageId));
  const chain = await orNotFound(chainOfScenario(actor, scenarioId));
  return { chain, rationale: await orNotFound(rationaleOf(actor, scenarioId)) };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { chain } = await load((await params).id);
  return { title: `Rationale: ${chain.statement}` };
}

/** The rationale alone: to read, to print, to take along. */
export default async function RationalePage({ params }: Props) {
  const { chain, rationale } = await load((await params).id);
  const file = (format: string) => `/scenarios/${chain.scenarioId}/rationale/${format}`;
  return (
    <>
      <Chain links={chainOf(chain, "Rationale")} />
      <article className="rationale-page">
        <h1 className="title py-6">{chain.statement}</h1>
        <p className="small muted print:hidden">
          Take it along: <a href={file("docx")}>Word</a>, <a href={file("markdown")}>Markdown</a>,{" "}
          <a href={file("html")}>HTML</a>
          {rationale.comments.threads.length > 0 ? (
            <>
              . And with the comments:{" "}
              <a href={`${file("docx")}?comments=1`} aria-label="Word with comments">
                Word
              </a>
              ,{" "}
              <a href={`${file("markdown")}?comments=1`} aria-label="Markdown with comments">
                Markdown
              </a>
              ,{" "}
              <a href={`${file("html")}?comments=1`} aria-label="HTML with comments">
                HTML
              </a>
            </>
          ) : null}
        </p>
        {rationale.savedAt === null ? (
          <EmptyState title="Nothing has been written yet." />
        ) : (
          <>
            <div className="doc reading">
              <RationaleText text={rationale.text} references={rationale.references} />
            </div>
            <Footnotes references={rationale.references} />
            <ThreadAppendix threads={rationale.comments.threads} />
            <p className="small muted mt-5">
              Last changed <Time at={rationale.savedAt} show="minute" />
            </p>
          </>
        )}
      </article>
    </>
  );
}
