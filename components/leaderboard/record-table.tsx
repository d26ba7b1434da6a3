import Link from "next/link";
import { verdictStamp } from "#components/resolution/outcome";
import { brier, counted, points, signedBrier, wholeShare } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import { Stamp } from "#components/ui/stamp";
import { TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";
import type { OutcomeKind } from "#core/outcome";
import { type BoardScore, SCORE_NAME } from "./board-line";

interface RecordQuestion {
  id: string;
  title: string;
  outcome: OutcomeKind;
  said: string;
  effectiveClose: number;
  peer: number | null;
  baseline: number | null;
  relativeBrier: number | null;
  timeAveragedBrier: number | null;
  spotPeer: number | null;
  spotBaseline: number | null;
  attendance: number;
}

interface RecordTableProps {
  questions: readonly RecordQuestion[];
  memberId: string;
  /** The score of the board one came from: it stands first. */
  score: BoardScore;
}

interface Column {
  score: BoardScore;
  value: (question: RecordQuestion) => number | null;
  format: (value: number) => string;
}

const COLUMNS: readonly Column[] = [
  { score: "peer", value: ({ peer }) => peer, format: points },
  { score: "relative_brier", value: ({ relativeBrier }) => relativeBrier, format: signedBrier },
  { score: "baseline", value: ({ baseline }) => baseline, format: points },
  { score: "spot_peer", value: ({ spotPeer }) => spotPeer, format: points },
  { score: "spot_baseline", value: ({ spotBaseline }) => spotBaseline, format: points },
];

/** The questions behind a line of the board: each score leads to the forecasts it was worked out from. */
export function RecordTable({ questions, memberId, score }: RecordTableProps) {
  const columns = COLUMNS.toSorted((a, b) => Number(b.score === score) - Number(a.score === score));
  return (
    <section className="mt-8">
      <SecHead title={counted(questions.length, "scored question", "scored questions")}>
        <Link className="small" href="/how-you-are-scored">
          How you are scored
        </Link>
      </SecHead>
      <TableWrap label="Scored questions">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">Outcome</th>
              <th scope="col">Closed</th>
              {columns.map((column) => (
                <th key={column.score} scope="col" className="num">
                  {SCORE_NAME[column.score]}
                </th>
              ))}
              <th scope="col" className="num">
                Mean Brier
              </th>
              <th scope="col" className="num">
                Attendance, %
              </th>
            </tr>
          </thead>
          <tbody>
            {questions.map((question) => (
              <tr key={question.id}>
                <th scope="row" className="serif font-normal">
                  <Link href={`/questions/${question.id}`}>{question.title}</Link>
                </th>
                <td>
                  <Stamp kind={verdictStamp(question.outcome)}>{question.said}</Stamp>
                </td>
                <td className="nw">
                  <Time at={question.effectiveClose} />
                </td>
                {columns.map(({ score, value, format }) => {
                  const number = value(question);
                  return (
                    <td key={score} className="num">
                      {number === null ? (
                        "–"
                      ) : (
                        <Link className="figure" href={explained(question.id, memberId, score)}>
                          {format(number)}
                        </Link>
                      )}
                    </td>
                  );
                })}
                <td className="num">{question.timeAveragedBrier === null ? "–" : brier(question.timeAveragedBrier)}</td>
                <td className="num">{wholeShare(question.attendance)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      <p className="hint">
        Each score leads to its parts: what was held when, and the points it brought. Mean Brier describes what was
        held; it ranks nobody, because an early yes bends it.
      </p>
    </section>
  );
}

/** Where a question's page takes this score apart. */
const explained = (questionId: string, memberId: string, score: BoardScore) =>
  `/questions/${questionId}?${new URLSearchParams({ scored: memberId, rule: score })}#scores`;
