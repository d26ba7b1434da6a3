import Link from "next/link";
import { Sparkline } from "#components/charts/sparkline";
import { counted, points, wholeShare } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";

export interface OwnRecordProps {
  line: {
    /** Own, so always told. */
    memberId: string | null;
    score: number;
    questions: number;
    attendance: number;
    trend: readonly number[];
    rank?: number;
  } | null;
  people: number;
}

/** One's own line of the board, beside the desk. */
export function OwnRecord({ line, people }: OwnRecordProps) {
  return (
    <section>
      <SecHead title="Your record">
        <Link className="small" href="/leaderboard">
          Board
        </Link>
      </SecHead>
      {line ? (
        <>
          <dl className="facts small">
            <dt>Peer points</dt>
            <dd>
              <b>{points(line.score)}</b> <span className="muted">shrunk</span>
            </dd>
            {line.rank === undefined ? null : (
              <>
                <dt>Place</dt>
                <dd>
                  {line.rank} of {people} <span className="muted">· neighbours may be luck</span>
                </dd>
              </>
            )}
            <dt>Questions</dt>
            <dd>{line.questions}</dd>
            <dt>Attendance</dt>
            <dd>
              {wholeShare(line.attendance)}
              {"\u202f%"}
            </dd>
          </dl>
          <div className="me mt-4">
            <Sparkline
              values={line.trend}
              label={`Peer points as ${counted(line.questions, "question", "questions")} became known`}
            />
          </div>
          <p className="hint">
            <Link href={`/people/${line.memberId}`}>All of it</Link>
          </p>
        </>
      ) : (
        <p className="small muted">Your first score comes when a question that you forecast resolves.</p>
      )}
    </section>
  );
}
