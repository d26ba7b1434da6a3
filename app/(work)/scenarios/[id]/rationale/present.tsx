import Link from "next/link";
import { ThreadAppendix } from "#components/comments/thread-appendix";
import { Footnotes } from "#components/editor/footnotes";
import { RationaleText } from "#components/editor/rationale-text";
import { EmptyState } from "#components/ui/empty-state";
import { Time } from "#components/ui/time";
import type { Actor } from "#core/permissions";
import { orNotFound } from "#server/identity/session";
import { rationaleOf } from "#server/rationales/rationale-queries";

/** The rationale as it is, with the files that it can be taken along as. */
export async function Present({ actor, scenarioId }: { actor: Actor; scenarioId: string }) {
  const rationale = await orNotFound(rationaleOf(actor, scenarioId));
  const file = (format: string) => `/scenarios/${scenarioId}/rationale/${format}`;
  return (
    <>
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
        . <Link href={file("versions")}>Versions</Link> of this text can be read and compared.
      </p>
      {rationale.savedAt === null ? (
        <EmptyState title="Nothing has been written yet." />
      ) : (
        <>
          <h2 className="vh">Text</h2>
          <div className="doc reading mt-4">
            <RationaleText text={rationale.text} references={rationale.references} />
          </div>
          <Footnotes references={rationale.references} />
          <ThreadAppendix threads={rationale.comments.threads} />
          <p className="small muted mt-5">
            Last changed <Time at={rationale.savedAt} show="minute" />
          </p>
        </>
      )}
    </>
  );
}
