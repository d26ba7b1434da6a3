import { Stamp } from "#components/ui/stamp";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { ProposedOutcome } from "#core/proposal";
import { OUTCOME } from "./outcome";

export interface ResolutionEntry {
  id: string;
  outcome: ProposedOutcome;
  knownAt: Date;
  evidenceUrl: string | null;
  note: string | null;
  proposedBy: string | null;
  proposedAt: Date | null;
  decision: {
    verdict: "CONFIRMED" | "REJECTED" | "RETRACTED";
    by: string | null;
    at: Date;
    note: string | null;
    singleHanded: boolean;
    hadStandingForecast: boolean;
  } | null;
  version: number | null;
  origin: "LIVE" | "IMPORT" | "SIMULATED";
}

const DECIDED = { CONFIRMED: "confirmed", REJECTED: "rejected", RETRACTED: "retracted" } as const;

/** What was proposed on a question and what became of it, newest first. Nothing of it is ever edited. */
export function ResolutionHistory({ entries }: { entries: readonly ResolutionEntry[] }) {
  if (entries.length === 0) return <p className="small muted">Nobody has proposed a resolution yet.</p>;
  return (
    <ol className="stack-4">
      {entries.map((entry) => (
        <li key={entry.id}>
          <p className="row">
            <Stamp
              kind={entry.decision?.verdict === "CONFIRMED" || entry.version ? OUTCOME[entry.outcome].stamp : "wait"}
            >
              {OUTCOME[entry.outcome].label}
            </Stamp>
            <span className="small">
              known <Time at={entry.knownAt} />
            </span>
            <Marks entry={entry} />
          </p>
          <Proposed entry={entry} />
          <Decided entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function Marks({ entry: { origin, decision } }: { entry: ResolutionEntry }) {
  return (
    <>
      {origin === "IMPORT" ? <Tag>imported</Tag> : null}
      {origin === "SIMULATED" ? <Tag>simulated</Tag> : null}
      {decision?.singleHanded ? <Tag kind="warn">single-handed</Tag> : null}
    </>
  );
}

function Proposed({ entry: { proposedBy, proposedAt, evidenceUrl, note } }: { entry: ResolutionEntry }) {
  return (
    <>
      {proposedBy ? (
        <p className="small muted">
          Proposed by {proposedBy}
          {proposedAt ? (
            <>
              , <Time at={proposedAt} show="minute" />
            </>
          ) : null}
        </p>
      ) : null}
      {note ? <p className="body serif">{note}</p> : null}
      {evidenceUrl ? <EvidenceLink url={evidenceUrl} /> : null}
    </>
  );
}

function Decided({ entry: { decision } }: { entry: ResolutionEntry }) {
  if (!decision) return null;
  return (
    <>
      <p className="small muted">
        {decision.by ?? "Somebody"} {DECIDED[decision.verdict]} it, <Time at={decision.at} show="minute" />
        {decision.verdict === "CONFIRMED" && decision.hadStandingForecast
          ? ", with a forecast of their own standing"
          : null}
        .
      </p>
      {decision.note ? <p className="body serif">{decision.note}</p> : null}
    </>
  );
}

/** Where the evidence is, by its site's name: a link must show where it leads. */
export function EvidenceLink({ url }: { url: string }) {
  return (
    <p className="small">
      <a href={url} rel="noopener noreferrer nofollow" target="_blank">
        {URL.canParse(url) ? new URL(url).hostname : url}
      </a>
    </p>
  );
}
