import Link from "next/link";
import type { Instant } from "#components/ui/format";
import { Time } from "#components/ui/time";

export interface BriefRowData {
  id: string;
  title: string;
  author: string | null;
  publisher: string | null;
  savedAt: Instant;
  scenarios: number;
  questions: number;
  open: number;
  resolved: number;
  byReader: number | null;
}

/** The briefs of a team, each with how far it has come in words and numbers. */
export function BriefRows({ briefs }: { briefs: readonly BriefRowData[] }) {
  return (
    <ul className="brief-rows">
      {briefs.map((brief) => (
        <li key={brief.id} className="brief-row" data-item>
          <div>
            <Link className="st" href={`/briefs/${brief.id}`}>
              {brief.title}
            </Link>
            <p className="small muted">
              {[brief.author, brief.publisher].filter(Boolean).join(", ")}
              {brief.author || brief.publisher ? " · " : ""}
              saved <Time at={brief.savedAt} />
            </p>
          </div>
          <Progress brief={brief} />
        </li>
      ))}
    </ul>
  );
}

function Progress({ brief }: { brief: BriefRowData }) {
  const { scenarios, questions, open, resolved, byReader } = brief;
  if (scenarios === 0) return <p className="small muted">No scenarios yet</p>;
  return (
    <dl className="brief-progress small">
      <div>
        <dt>{scenarios === 1 ? "scenario" : "scenarios"}</dt>
        <dd>{scenarios}</dd>
      </div>
      <div>
        <dt>{questions === 1 ? "question" : "questions"}</dt>
        <dd>{questions}</dd>
      </div>
      <div>
        <dt>open</dt>
        <dd>{open}</dd>
      </div>
      <div>
        <dt>resolved</dt>
        <dd>{resolved}</dd>
      </div>
      {byReader === null ? null : (
        <div className="mine">
          <dt>forecast by you</dt>
          <dd>
            {byReader} of {questions}
          </dd>
        </div>
      )}
    </dl>
  );
}
