import Link from "next/link";
import type { ReactNode } from "react";
import { percent, points } from "#components/ui/format";
import { Rule } from "#components/ui/rule";
import { TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";

/** An open question as its reader may see it. */
export interface OverviewQuestion {
  readonly id: string;
  readonly title: string;
  readonly scenario: { readonly id: string; readonly statement: string };
  readonly closesAt: Date;
  readonly people: number;
  readonly crowd: {
    readonly median: number;
    readonly low: number;
    readonly high: number;
    readonly count: number;
  } | null;
  readonly early: { readonly mean: number; readonly count: number } | null;
  readonly hidden: {
    readonly until: "you-forecast" | "round-closes" | "question-closes";
    readonly at: number | null;
  } | null;
  readonly weekAgo: number | null;
}

interface OpenTableProps {
  questions: readonly OverviewQuestion[];
  /** How many may forecast in the team of a question. */
  forecasters: (question: OverviewQuestion) => number;
  label: string;
}

/** Open questions, the next to close first: what the crowd says now, how it moved in a week, who answered. */
export function OpenTable({ questions, forecasters, label }: OpenTableProps) {
  return (
    <TableWrap label={label}>
      <table className="table open-table">
        <caption className="vh">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col" colSpan={2}>
              Crowd now
            </th>
            <th scope="col" className="num">
              In a week
            </th>
            <th scope="col" className="num">
              Answered
            </th>
            <th scope="col">Closes</th>
          </tr>
        </thead>
        <tbody>
          {questions.map((question) => (
            <tr key={question.id}>
              <th scope="row">
                <Link className="serif plain-title" href={`/questions/${question.id}`}>
                  {question.title}
                </Link>
              </th>
              <Crowd question={question} />
              <td className="num">
                <Change question={question} />
              </td>
              <td className="num">
                <Link href={`/questions/${question.id}#forecasts`}>
                  {question.people} of {Math.max(question.people, forecasters(question))}
                </Link>
              </td>
              <td>
                <Time at={question.closesAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function Crowd({ question: { crowd, early, hidden } }: { question: OverviewQuestion }) {
  if (crowd) {
    return (
      <>
        <td className="num b">{percent(crowd.median)}</td>
        <td className="rulecell">
          <Rule me={null} crowd={crowd} />
        </td>
      </>
    );
  }
  return (
    <td colSpan={2} className="small muted">
      {early ? (
        <>
          <span className="b">about {percent(early.mean)}</span>, mean of {early.count}; each at the close
        </>
      ) : (
        <Hidden hidden={hidden} />
      )}
    </td>
  );
}

function Hidden({ hidden }: Pick<OverviewQuestion, "hidden">): ReactNode {
  switch (hidden?.until) {
    case undefined:
      return "nobody yet";
    case "you-forecast":
      return "after you forecast";
    case "round-closes":
      return <>after the round, {hidden?.at === null || !hidden ? "later" : <Time at={hidden.at} />}</>;
    case "question-closes":
      return "at the close";
  }
}

function Change({ question: { crowd, weekAgo } }: { question: OverviewQuestion }) {
  if (!crowd) return <span className="muted">–</span>;
  if (weekAgo === null) return <span className="muted">new</span>;
  return points(100 * (crowd.median - weekAgo), 0);
}
