import Link from "next/link";
import { Sparkline } from "#components/charts/sparkline";
import { counted, points, signedBrier, wholeShare } from "#components/ui/format";
import { type BoardScore, SCORE_NAME } from "./board-line";

interface LineFactsProps {
  line: {
    score: number;
    unshrunk: number;
    questions: number;
    attendance: number;
    trend: readonly number[];
    interval: { low: number; high: number } | null;
    rank?: number;
    ranks?: { best: number; worst: number } | null;
  };
  score: BoardScore;
  people: number;
  boardHref: string;
}

/** One person's line of a board, at length. */
export function LineFacts({ line, score, people, boardHref }: LineFactsProps) {
  const format = score === "relative_brier" ? signedBrier : points;
  const { ranks, interval } = line;
  return (
    <div className="record-head">
      <dl className="facts body">
        <dt>{SCORE_NAME[score]}</dt>
        <dd>
          <b>{format(line.score)}</b>{" "}
          <span className="muted">
            shrunk; {format(line.unshrunk)} per question without that
            {interval ? `, 90 % interval ${format(interval.low)} to ${format(interval.high)}` : ""}
          </span>
        </dd>
        <dt>Place</dt>
        <dd>
          <Link href={boardHref}>
            {line.rank === undefined
              ? `not ranked among ${people}`
              : `${ranks && ranks.best !== ranks.worst ? `${ranks.best} to ${ranks.worst}` : line.rank} of ${people}`}
          </Link>
        </dd>
        <dt>Questions</dt>
        <dd>{line.questions}</dd>
        <dt>Attendance</dt>
        <dd>
          {wholeShare(line.attendance)}
          {"\u202f%"}
        </dd>
      </dl>
      {line.trend.length > 1 ? (
        <figure className="record-trend">
          <Sparkline
            values={line.trend}
            label={`${SCORE_NAME[score]} score as ${counted(line.questions, "question", "questions")} closed: ${format(line.score)} at the end`}
          />
          <figcaption className="hint">
            {SCORE_NAME[score]} score as questions closed; the dotted line is 0. Each step is a row of the table below.
          </figcaption>
        </figure>
      ) : null}
    </div>
  );
}
