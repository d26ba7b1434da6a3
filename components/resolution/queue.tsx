import Link from "next/link";
import { counted, daysBetween } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import { Stamp } from "#components/ui/stamp";
import { Time } from "#components/ui/time";
import type { OutcomeKind } from "#core/outcome";
import { proposedWords } from "./outcome";

export interface QueueEntry {
  questionId: string;
  title: string;
  kind: "proposed" | "overdue" | "soon";
  proposal: {
    outcome: OutcomeKind | null;
    said: string | null;
    correction: boolean;
    by: string | null;
    own: boolean;
  } | null;
  dueAt: Date;
  late: boolean;
}

interface QueueProps {
  items: readonly QueueEntry[];
  later: number;
  current: string | null;
  now: number;
}

/** What waits for a verdict: what another proposed first, then by due date. */
export function ResolutionQueue({ items, later, current, now }: QueueProps) {
  return (
    <nav className="queue" aria-label="Queue">
      <SecHead title="Queue">
        <span className="small muted">by due date</span>
      </SecHead>
      {items.map((item) => (
        <div key={item.questionId} data-item className={item.questionId === current ? "cur" : undefined}>
          <Link
            href={`/resolve?question=${item.questionId}#case`}
            aria-current={item.questionId === current ? "true" : undefined}
          >
            <span className="row between small">
              <Waiting item={item} />
              <Due item={item} now={now} />
            </span>
            <span className="st mt-1.5 block">{item.title}</span>
            {item.proposal ? (
              <span className="small muted mt-0.5 block">
                {item.proposal.own ? "proposed by you" : `proposed by ${item.proposal.by ?? "somebody"}`}
              </span>
            ) : null}
          </Link>
        </div>
      ))}
      <p className="hint px-3.5 py-3">
        {later > 0
          ? `${counted(later, "open question closes", "open questions close")} later.`
          : "No other open question."}
      </p>
    </nav>
  );
}

function Waiting({ item: { kind, proposal } }: { item: QueueEntry }) {
  if (proposal) return <Stamp kind="wait">{proposedWords(proposal, proposal.correction)}</Stamp>;
  return <Stamp kind="open">{kind === "overdue" ? "Closed, no proposal" : "Closes soon"}</Stamp>;
}

function Due({ item: { late, dueAt }, now }: { item: QueueEntry; now: number }) {
  if (late) return <span className="neg m">{daysBetween(dueAt, now)} late</span>;
  return (
    <span className="muted">
      due <Time at={dueAt} show="dayOfYear" />
    </span>
  );
}
