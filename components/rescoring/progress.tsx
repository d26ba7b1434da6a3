import { bare, count, counted } from "#components/ui/format";
import { Time } from "#components/ui/time";

export interface RunUnderWay {
  scoringVersion: number;
  startedBy: string | null;
  startedAt: Date;
  total: number;
  done: number;
  problems: readonly { questionId: string }[];
  perSecond: number | null;
}

/** How far a run is: a bar, counts, speed and what is left. */
export function RescoringProgress({ run }: { run: RunUnderWay }) {
  const { total, done, startedBy, startedAt, perSecond, problems, scoringVersion } = run;
  const left = Math.max(0, total - done);
  return (
    <div className="stack-4">
      <div>
        <label htmlFor="rescoring" className="label">
          {count(done)} of {counted(total, "question", "questions")}
          {total > 0 ? `, ${bare(Math.floor((100 * done) / total) / 100)}\u202f%` : ""}
        </label>
        <progress id="rescoring" className="progress" max={Math.max(1, total)} value={done} />
      </div>
      <dl className="facts body">
        <dt>Started by</dt>
        <dd>
          {startedBy ?? "itself: the running code has newer rules than stored scores"},{" "}
          <Time at={startedAt} show="minute" />
        </dd>
        <dt>Rules</dt>
        <dd>version {scoringVersion}</dd>
        <dt>Speed</dt>
        <dd>
          {perSecond ? `${counted(Math.round(perSecond * 60), "question", "questions")} a minute` : "not known yet"}
        </dd>
        <dt>Left</dt>
        <dd>
          {counted(left, "question", "questions")}
          {perSecond && left > 0 ? `, ${remaining(left / perSecond)}` : ""}
        </dd>
        <dt>Problems</dt>
        <dd>{problems.length === 0 ? "none" : count(problems.length)}</dd>
      </dl>
      <p className="small muted">
        It goes on when you leave, and where it was when the server stops. Each question changes at once, so a board may
        rest on both versions until it is done.
      </p>
    </div>
  );
}

function remaining(seconds: number): string {
  if (seconds < 90) return `about ${counted(Math.max(1, Math.round(seconds)), "second", "seconds")}`;
  return `about ${counted(Math.round(seconds / 60), "minute", "minutes")}`;
}
