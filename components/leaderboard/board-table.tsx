import Link from "next/link";
import { IntervalCell, IntervalScale, scoreDomain } from "#components/charts/interval-cell";
import { Sparkline } from "#components/charts/sparkline";
import { count, counted, points, signedBrier, wholeShare } from "#components/ui/format";
import { Tag } from "#components/ui/tag";

export interface BoardLine {
  memberId: string;
  name: string;
  team: string;
  own: boolean;
  open: boolean;
  rank?: number;
  score: number;
  unshrunk: number;
  questions: number;
  attendance: number;
  trend: readonly number[];
  interval: { low: number; high: number } | null;
  ranks: { best: number; worst: number } | null;
}

interface BoardTableProps {
  lines: readonly BoardLine[];
  score: "peer" | "relative_brier" | "baseline";
  /** Name the team beside each person: where several are compared. */
  teams: boolean;
}

export const SCORE_NAME = { peer: "Peer", relative_brier: "Relative Brier", baseline: "Baseline" } as const;

/** Ranks with what they are worth: the interval of the mean, how many questions, how much of them was attended. */
export function BoardTable({ lines, score, teams }: BoardTableProps) {
  const format = score === "relative_brier" ? signedBrier : points;
  const domain = scoreDomain(
    lines.flatMap(({ unshrunk, interval }) => [unshrunk, ...(interval ? [interval.low, interval.high] : [])]),
  );
  return (
    <table className="lb mt-5">
      <caption className="vh">{SCORE_NAME[score]} score, best first</caption>
      <thead>
        <tr>
          <th scope="col">Rank</th>
          <th scope="col">Person</th>
          <th scope="col" className="num">
            {SCORE_NAME[score]}
            <br />
            shrunk
          </th>
          <th scope="col" className="fp">
            <IntervalScale domain={domain} label="Mean per question and its interval" />
          </th>
          <th scope="col" className="num wide">
            Questions
          </th>
          <th scope="col" className="num wide">
            Attendance, %
          </th>
          <th scope="col" className="trend wide">
            As questions
            <br />
            became known
          </th>
        </tr>
      </thead>
      <tbody className="grp">
        {lines.map((line) => (
          <tr key={line.memberId} className={line.own ? "me" : undefined}>
            <td className="rk">{line.ranks ? rankRange(line.ranks) : line.rank}</td>
            <th scope="row">
              <PersonName line={line} teams={teams} />
            </th>
            <td className="num m">{format(line.score)}</td>
            <td className="fp">
              <IntervalCell value={line.unshrunk} interval={line.interval} domain={domain} format={format} />
            </td>
            <td className="num wide">{count(line.questions)}</td>
            <td className="num wide">{wholeShare(line.attendance)}</td>
            <td className="trend wide">
              <Sparkline
                values={line.trend}
                label={`${SCORE_NAME[score]} score as ${counted(line.questions, "question", "questions")} became known`}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const rankRange = ({ best, worst }: { best: number; worst: number }) => (best === worst ? best : `${best}–${worst}`);

/** Who it is; a link to the record where the reader may open it. */
export function PersonName({
  line: { memberId, name, team, own, open },
  teams,
}: {
  line: Pick<BoardLine, "memberId" | "name" | "team" | "own" | "open">;
  teams: boolean;
}) {
  return (
    <>
      {open ? <Link href={`/people/${memberId}`}>{name}</Link> : name} {own ? <Tag kind="you">you</Tag> : null}
      {teams ? <span className="small muted"> {team}</span> : null}
    </>
  );
}
