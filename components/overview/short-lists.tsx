import Link from "next/link";
import type { ReactNode } from "react";
import { counted, daysBetween, percent, points } from "#components/ui/format";
import { Stamp } from "#components/ui/stamp";
import { Time } from "#components/ui/time";

interface Named {
  readonly id: string;
  readonly title: string;
}

/** Shown in each list; the rest is a number. */
const SHOWN = 6;

interface ListProps<T extends Named> {
  items: readonly T[];
  /** Said where there are none. */
  none: ReactNode;
  children: (item: T) => ReactNode;
}

/** Some questions, each with one thing worth knowing about it. */
function QuestionList<T extends Named>({ items, none, children }: ListProps<T>) {
  if (items.length === 0) return <p className="body muted">{none}</p>;
  return (
    <>
      <ul className="stack overview-list">
        {items.slice(0, SHOWN).map((item) => (
          <li key={item.id}>
            <Link className="serif plain-title" href={`/questions/${item.id}`}>
              {item.title}
            </Link>
            <span className="small ink2">{children(item)}</span>
          </li>
        ))}
      </ul>
      {items.length > SHOWN ? (
        <p className="hint">and {counted(items.length - SHOWN, "more question", "more questions")}</p>
      ) : null}
    </>
  );
}

export interface Moved {
  readonly question: Named;
  readonly from: number;
  readonly to: number;
}

/** Whose crowd moved furthest in a week; what is not revealed is counted, not shown. */
export function MovedList({ moved, unseen }: { moved: readonly Moved[]; unseen: number }) {
  return (
    <>
      <QuestionList
        items={moved.map(({ question: { id, title }, from, to }) => ({ id, title, from, to }))}
        none="No crowd that is shown has moved by half a point."
      >
        {({ from, to }) => (
          <>
            {percent(from)} → <span className="b">{percent(to)}</span>, {points(100 * (to - from), 0)} points
          </>
        )}
      </QuestionList>
      {unseen > 0 ? (
        <p className="hint">
          {counted(unseen, "question is", "questions are")} not revealed to you yet: how {unseen === 1 ? "it" : "they"}{" "}
          moved is not shown.
        </p>
      ) : null}
    </>
  );
}

export interface Overdue extends Named {
  readonly closesAt: Date;
  readonly state: "OPEN" | "CLOSED" | "PROPOSED";
}

/** What is past its close without a verdict. */
export function OverdueList({ questions, now }: { questions: readonly Overdue[]; now: number }) {
  return (
    <QuestionList items={questions} none="Every question that has closed has its verdict.">
      {({ closesAt, state }) => (
        <>
          closed {daysBetween(closesAt, now)} ago{" "}
          {state === "PROPOSED" ? (
            <Stamp kind="wait">Proposed</Stamp>
          ) : (
            <span className="muted">no verdict proposed</span>
          )}
        </>
      )}
    </QuestionList>
  );
}

export interface Settled extends Named {
  readonly outcome: "yes" | "no";
  /** The crowd's median halfway to the close. */
  readonly said: number;
}

/** What came due last, with what the crowd had said of it. */
export function SettledList({ questions }: { questions: readonly Settled[] }) {
  return (
    <QuestionList items={questions} none="No resolved question has reached its scheduled close yet.">
      {({ said, outcome }) => (
        <>
          crowd {percent(said)} <Stamp kind={outcome}>{outcome === "yes" ? "Yes" : "No"}</Stamp>
        </>
      )}
    </QuestionList>
  );
}

export interface Quiet extends Named {
  readonly latestAt: number | null;
}

/** Open questions that nobody has looked at for a while. */
export function QuietList({ questions, days }: { questions: readonly Quiet[]; days: number }) {
  return (
    <QuestionList
      items={questions}
      none={`On every open question that is shown somebody has spoken within ${counted(days, "day", "days")}.`}
    >
      {({ latestAt }) =>
        latestAt === null ? null : (
          <>
            last forecast <Time at={latestAt} />
          </>
        )
      }
    </QuestionList>
  );
}
