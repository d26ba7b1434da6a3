import Link from "next/link";
import type { ReactNode } from "react";
import { IntervalCell, IntervalScale, type ScoreDomain, scoreDomain } from "#components/charts/interval-cell";
import { RankCell } from "#components/charts/rank-cell";
import { Sparkline } from "#components/charts/sparkline";
import { count, counted, points, signedBrier, wholeShare } from "#components/ui/format";
import { Tag } from "#components/ui/tag";
import { ApartRows } from "./apart-rows";
import { type ApartLine, type BoardScore, CROWD_NAME, type CrowdLine, type RankedLine, SCORE_NAME } from "./board-line";

interface BoardTableProps {
  ranked: readonly RankedLine[];
  crowd: readonly CrowdLine[];
  apart: readonly ApartLine[];
  /** How many are ranked, those included whom the reader is not shown. */
  people: number;
  score: BoardScore;
  minimums: { questions: number; attendance: number };
  /** Name the team beside each person: where several are compared. */
  teams: boolean;
  /** Name the set of people connected by shared questions: where there are several. */
  groups: boolean;
  /** Where the numbers of a line lead: to the forecasts behind them, as far as the reader may see them. */
  hrefOf: (memberId: string | null) => string;
}

/** Ranks with what they are worth, the crowd's aggregates where they would stand, and who falls short apart below. */
export function BoardTable({ ranked, crowd, apart, people, score, minimums, teams, groups, hrefOf }: BoardTableProps) {
  const lower = score === "relative_brier";
  const format = lower ? signedBrier : points;
  const shown = [...ranked, ...crowd];
  const domain = scoreDomain(
    shown.flatMap(({ unshrunk, interval }) => [unshrunk, ...(interval ? [interval.low, interval.high] : [])]),
  );
  const trendDomain = extentOf(shown.flatMap(({ trend }) => trend));
  const parts = { domain, trendDomain, format, score };
  // An aggregate stands where its score would, among the people.
  const before = (line: { score: number }) => (other: { score: number }) =>
    lower ? other.score <= line.score : other.score >= line.score;
  const placed = [
    ...ranked.map((line, i) => ({ line, crowd: false as const, at: i })),
    ...crowd.map((line) => ({ line, crowd: true as const, at: ranked.filter(before(line)).length - 0.5 })),
  ].toSorted((a, b) => a.at - b.at);
  return (
    <table className="lb mt-5">
      <caption className="vh">{SCORE_NAME[score]} score, best first, with 90 percent intervals</caption>
      <thead>
        <tr>
          <th scope="col" className="rk-head">
            Rank
            <br />
            90{"\u202f"}% range
          </th>
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
            Attendance,
            <br />%
          </th>
          <th scope="col" className="num wide w">
            Chance
            <br />
            of first, %
          </th>
          <th scope="col" className="trend wide w">
            Score as
            <br />
            questions closed
          </th>
        </tr>
      </thead>
      <tbody className="grp">
        {placed.map(({ line, crowd }) =>
          crowd ? (
            <tr key={line.key} className="crowdrow">
              <td className="rk none wide">not ranked</td>
              <th scope="row">{CROWD_NAME[line.method]}</th>
              <Numbers line={line} href={hrefOf(null)} crowd {...parts} />
            </tr>
          ) : (
            <tr key={line.key} className={line.own ? "me" : undefined}>
              <td className="rk">
                <span className="rank-words">{line.ranks ? rankRange(line.ranks) : line.rank}</span>
                {line.ranks ? <RankCell rank={line.rank} ranks={line.ranks} of={people} /> : null}
              </td>
              <th scope="row">
                <PersonName line={line} teams={teams} href={hrefOf(line.memberId)}>
                  {groups && line.group !== null ? <Tag>set {line.group + 1}</Tag> : null}
                </PersonName>
              </th>
              <Numbers line={line} href={hrefOf(line.memberId)} chance={line.chanceOfFirst} {...parts} />
            </tr>
          ),
        )}
      </tbody>
      <ApartRows lines={apart} minimums={minimums} teams={teams} hrefOf={hrefOf} />
    </table>
  );
}

function extentOf(values: readonly number[]): { low: number; high: number } {
  return { low: Math.min(0, ...values), high: Math.max(0, ...values) };
}

const rankRange = ({ best, worst }: { best: number; worst: number }) => (best === worst ? best : `${best}–${worst}`);

interface NumbersProps {
  line: RankedLine | CrowdLine;
  /** Where the forecasts behind the numbers are. */
  href: string;
  crowd?: boolean;
  chance?: number | null;
  domain: ScoreDomain;
  trendDomain: { low: number; high: number };
  format: (value: number) => string;
  score: BoardScore;
}

function Numbers({ line, href, crowd, chance, domain, trendDomain, format, score }: NumbersProps) {
  return (
    <>
      <td className="num m">
        <Link className="figure" href={href}>
          {format(line.score)}
        </Link>
      </td>
      <td className="fp">
        <IntervalCell
          value={line.unshrunk}
          interval={line.interval}
          domain={domain}
          format={format}
          shape={crowd ? "crowd" : "person"}
        />
      </td>
      <td className="num wide">
        <Link className="figure" href={href}>
          {count(line.questions)}
        </Link>
      </td>
      <td className="num wide">{wholeShare(line.attendance)}</td>
      <td className="num wide w">{chance == null ? null : wholeShare(chance)}</td>
      <td className="trend wide w">
        <Sparkline
          values={line.trend}
          domain={trendDomain}
          label={`${SCORE_NAME[score]} score as ${counted(line.questions, "question", "questions")} closed: ${format(line.score)} at the end`}
        />
      </td>
    </>
  );
}

/** Who it is; a link to the record where the reader may open it. */
export function PersonName({
  line: { name, team, own, open },
  teams,
  href,
  children,
}: {
  line: Pick<RankedLine, "name" | "team" | "own" | "open">;
  teams: boolean;
  href: string;
  children?: ReactNode;
}) {
  return (
    <>
      {open ? <Link href={href}>{name}</Link> : name} {own ? <Tag kind="you">you</Tag> : null} {children}
      {teams ? <span className="small muted"> {team}</span> : null}
    </>
  );
}
