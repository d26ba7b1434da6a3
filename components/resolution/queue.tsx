import Link from "next/link";
import { counted } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import { Stamp } from "#components/ui/stamp";
import { Time } from "#components/ui/time";
import type { ProposedOutcome } from "#core/proposal";
import { OUTCOME } from "./outcome";

export interface QueueEntry {
  questionId: string;
  title: string;
  kind: "proposed" | "overdue" | "soon";
  outcome: ProposedOutcome | null;
  dueAt: Date;
}

/** What waits for a verdict, by due date. */
export function ResolutionQueue({
  items,
  later,
  current,
}: {
  items: readonly QueueEntry[];
  later: number;
  current: string | null;
}) {
  return (
    <nav className="queue" aria-label="Queue">
      <SecHead title="Queue">
        <span className="small muted">by due date</span>
      </SecHead>
      {items.map((item) => (
        <Link
          key={item.questionId}
          href={`/resolve?question=${item.questionId}`}
          aria-current={item.questionId === current ? "true" : undefined}
          scroll={false}
        >
          <span className="row between small">
            <Waiting item={item} />
            <Due item={item} />
          </span>
          <span className="st mt-1.5 block">{item.title}</span>
        </Link>
      ))}
      <p className="hint px-3.5 py-3">
        {later > 0
          ? `${counted(later, "open question closes", "open questions close")} later.`
          : "No other open question."}
      </p>
    </nav>
  );
}

function Waiting({ item: { kind, outcome } }: { item: QueueEntry }) {
  if (kind === "proposed" && outcome) return <Stamp kind="wait">{OUTCOME[outcome].label} proposed</Stamp>;
  return <Stamp kind="open">{kind === "overdue" ? "Closed, no proposal" : "Closes soon"}</Stamp>;
}

function Due({ item: { kind, dueAt } }: { item: QueueEntry }) {
  const word = { proposed: "since", overdue: "closed", soon: "due" }[kind];
  return (
    <span className={kind === "overdue" ? "neg m" : "muted"}>
      {word} <Time at={dueAt} show="dayOfYear" />
    </span>
  );
}
