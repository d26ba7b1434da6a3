import Link from "next/link";
import { Footnotes } from "#components/editor/footnotes";
import { RationaleText } from "#components/editor/rationale-text";
import { EmptyState } from "#components/ui/empty-state";
import { Banner } from "#components/ui/note";
import { RemovedText } from "#components/versions/removed-text";
import { RestoreButton } from "#components/versions/restore-button";
import { pointWords } from "#components/versions/version-words";
import type { Actor } from "#core/permissions";
import { type RationalePoint, writePoint } from "#core/rationale-point";
import { orNotFound } from "#server/identity/session";
import { pastText } from "#server/rationales/versions/past-text";

interface PastProps {
  actor: Actor;
  scenarioId: string;
  point: RationalePoint;
  /** IANA name. */
  zone: string;
  /** Milliseconds since the epoch. */
  now: number;
}

/** The rationale as it stood, under a banner that says so. */
export async function Past({ actor, scenarioId, point, zone, now }: PastProps) {
  const { history, version, seq, text, references, removed } = await orNotFound(pastText(actor, scenarioId, point));
  const page = `/scenarios/${scenarioId}/rationale`;
  const named = pointWords(point, version, zone);
  const toCome = point.kind === "instant" && point.at > now;
  const current = seq === history.head && removed === null;
  return (
    <>
      <Banner>
        <p>
          <strong>You are reading {named}.</strong>{" "}
          {toCome ? "That instant is yet to come: this is the text as it is now. " : null}
          {current && !toCome ? "Nothing was written since. " : null}
          What you may see is decided by your rights now.
        </p>
        <p className="small row print:hidden">
          <Link href={page}>The text now</Link>
          {removed ? null : <Link href={`${page}/compare?from=${writePoint(point)}&to=now`}>Compare with now</Link>}
          <Link href={`${page}/versions`}>Versions</Link>
          {history.may.restore && seq > 0 && !current ? (
            <RestoreButton scenarioId={scenarioId} point={writePoint(point)} name={named} />
          ) : null}
        </p>
      </Banner>
      {removed ? (
        <EmptyState title="This text was removed.">
          <RemovedText removed={removed} />
        </EmptyState>
      ) : null}
      {text && seq === 0 ? <EmptyState title="Nothing had been written by then." /> : null}
      {text && seq > 0 ? (
        <>
          <h2 className="vh">Text</h2>
          <div className="doc reading mt-6">
            <RationaleText text={text} references={references} />
          </div>
          <Footnotes references={references} />
        </>
      ) : null}
    </>
  );
}
