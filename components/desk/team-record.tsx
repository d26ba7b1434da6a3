import Link from "next/link";
import { count, percent } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";

export interface TeamRecordProps {
  forecasters: number;
  /** Questions that are scored. */
  questions: number;
  /** Mean attendance of everybody with a score, in [0, 1]; null without any. */
  attendance: number | null;
}

/** For who reads and does not forecast: how much this team has answered for, and how steadily. */
export function TeamRecord({ forecasters, questions, attendance }: TeamRecordProps) {
  return (
    <section>
      <SecHead title="This team">
        <Link className="small" href="/leaderboard">
          Board
        </Link>
      </SecHead>
      <dl className="facts small">
        <dt>Forecasters</dt>
        <dd>{count(forecasters)}</dd>
        <dt>Scored questions</dt>
        <dd>{count(questions)}</dd>
        <dt>Attendance</dt>
        <dd>
          {attendance === null ? "none yet" : percent(attendance)}{" "}
          <span className="muted">of the time a forecast could stand</span>
        </dd>
      </dl>
      <p className="hint">
        <Link href="/calibration">How well its numbers hold</Link>
      </p>
    </section>
  );
}
