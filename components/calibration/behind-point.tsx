import Link from "next/link";
import type { ReactNode } from "react";
import { bare, bareRange, count, counted, percent } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import { Stamp } from "#components/ui/stamp";

export interface QuestionBehindPoint {
  readonly id: string;
  readonly title: string;
  readonly outcome: "yes" | "no";
  readonly forecasts: number;
  readonly low: number;
  readonly high: number;
}

interface BehindPointProps {
  low: number;
  high: number;
  /** Whose point, where there are two records. */
  name: string | null;
  questions: readonly QuestionBehindPoint[];
  /** The address without the point. */
  clear: string;
  /** One pair a question: what was said then stands beside it instead of how many said it. */
  single: boolean;
}

/** Shown at once; the rest is one press away. */
const SHOWN = 8;

/** The questions behind one point of the diagram, with what was said and what happened; each leads to its forecasts. */
export function BehindPoint({ low, high, name, questions, clear, single }: BehindPointProps) {
  const forecasts = questions.reduce((sum, question) => sum + question.forecasts, 0);
  const yes = questions.filter(({ outcome }) => outcome === "yes").length;
  const said = low === high ? percent(low) : `${bareRange(low, high)}\u202f%`;
  const rows = questions.map((question) => <Row key={question.id} question={question} single={single} />);
  return (
    <section id="behind" aria-labelledby="behind-title" className="behind">
      <SecHead title={name ? `${name} said ${said}` : `Said ${said}`} id="behind-title">
        <Link className="small" href={clear} scroll={false}>
          Clear
        </Link>
      </SecHead>
      <p className="body">
        {counted(forecasts, "forecast", "forecasts")} on {counted(questions.length, "question", "questions")};{" "}
        {yes === 0 ? "none of these questions" : `${count(yes)} of ${count(questions.length)}`} came true.
      </p>
      {rows.length > 0 ? <BehindTable single={single}>{rows.slice(0, SHOWN)}</BehindTable> : null}
      {rows.length > SHOWN ? (
        <details className="data mt-3">
          <summary>{counted(rows.length - SHOWN, "more question", "more questions")}</summary>
          <BehindTable single={single}>{rows.slice(SHOWN)}</BehindTable>
        </details>
      ) : null}
    </section>
  );
}

function BehindTable({ single, children }: { single: boolean; children: ReactNode }) {
  return (
    <table className="table mt-3">
      <thead>
        <tr>
          <th scope="col">{single ? "Question" : "Most forecasts first"}</th>
          <th scope="col" className="num">
            {single ? "Said, %" : "Forecasts"}
          </th>
          <th scope="col">Outcome</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function Row({ question, single }: { question: QuestionBehindPoint; single: boolean }) {
  const { id, title, outcome, forecasts, low, high } = question;
  return (
    <tr>
      <th scope="row" className="serif font-normal">
        <Link className="plain-title" href={`/questions/${id}`}>
          {title}
        </Link>
      </th>
      <td className="num">
        <Link
          href={`/questions/${id}#forecasts`}
          aria-label={`${counted(forecasts, "forecast", "forecasts")} on ${title}`}
        >
          {single ? (low === high ? bare(low) : bareRange(low, high)) : count(forecasts)}
        </Link>
      </td>
      <td>
        <Stamp kind={outcome}>{outcome === "yes" ? "Yes" : "No"}</Stamp>
      </td>
    </tr>
  );
}
