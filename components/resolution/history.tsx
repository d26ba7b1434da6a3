import { Stamp } from "#components/ui/stamp";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { OutcomeKind } from "#core/outcome";
import { type Change, ChangesTable } from "./changes-table";
import { Evidence, type EvidenceFile } from "./evidence";
import { verdictLabel, verdictStamp } from "./outcome";

export interface ResolutionEntry {
  id: string;
  outcome: OutcomeKind | null;
  said: string | null;
  knownAt: Date;
  evidenceUrl: string | null;
  quote: string | null;
  files: readonly EvidenceFile[];
  note: string | null;
  corrects: number | null;
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
  resolutionId: string | null;
  version: number | null;
  follows: boolean;
  origin: "LIVE" | "IMPORT" | "SIMULATED";
}

interface HistoryProps {
  entries: readonly ResolutionEntry[];
  /** What each version moved, by its id; `hidden` while the forecasts are. */
  changes?: { byVersion: ReadonlyMap<string, readonly Change[]>; hidden: boolean };
}

const DECIDED = { CONFIRMED: "confirmed", REJECTED: "rejected", RETRACTED: "retracted" } as const;

/** What was proposed on a question and what became of it, newest first. Nothing of it is ever edited. */
export function ResolutionHistory({ entries, changes }: HistoryProps) {
  if (entries.length === 0) return <p className="small muted">Nobody has proposed a resolution yet.</p>;
  const inForce = Math.max(0, ...entries.map(({ version }) => version ?? 0));
  return (
    <ol className="stack-4 verdicts">
      {entries.map((entry) => (
        <li key={entry.id}>
          <Head entry={entry} inForce={entry.version !== null && entry.version === inForce} />
          <Proposed entry={entry} />
          <Evidence {...entry} />
          <Decided entry={entry} />
          <Moved entry={entry} changes={changes} />
        </li>
      ))}
    </ol>
  );
}

function Head({ entry, inForce }: { entry: ResolutionEntry; inForce: boolean }) {
  const { outcome, version, corrects, knownAt, follows, origin, decision } = entry;
  return (
    <p className="row">
      <Stamp kind={version === null ? "wait" : verdictStamp(outcome)}>{verdictLabel(entry)}</Stamp>
      <span className="small">
        {version === null ? null : (
          <b className="m">
            Version {version}
            {inForce ? ", in force" : ", replaced"} ·{" "}
          </b>
        )}
        {corrects === null ? null : <>corrects version {corrects} · </>}
        {outcome === null ? null : (
          <>
            known <Time at={knownAt} />
          </>
        )}
      </span>
      {follows ? <Tag>follows from its two questions</Tag> : null}
      {origin === "IMPORT" ? <Tag>imported</Tag> : null}
      {origin === "SIMULATED" ? <Tag>simulated</Tag> : null}
      {decision?.singleHanded ? <Tag kind="warn">single-handed</Tag> : null}
    </p>
  );
}

function Proposed({ entry: { proposedBy, proposedAt } }: { entry: ResolutionEntry }) {
  if (!proposedBy) return null;
  return (
    <p className="small muted">
      Proposed by {proposedBy}
      {proposedAt ? (
        <>
          , <Time at={proposedAt} show="minute" />
        </>
      ) : null}
    </p>
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

function Moved({
  entry: { resolutionId, version },
  changes,
}: { entry: ResolutionEntry } & Pick<HistoryProps, "changes">) {
  if (!changes || resolutionId === null || version === null || version === 1) return null;
  if (changes.hidden)
    return <p className="small muted">Whose scores moved shows with the forecasts: the question is open again.</p>;
  const moved = changes.byVersion.get(resolutionId);
  return moved ? <ChangesTable version={version} changes={moved} /> : null;
}
