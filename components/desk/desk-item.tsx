import Link from "next/link";
import type { ReactNode } from "react";
import { GlanceLine } from "#components/forecast/glance-line";
import { percent } from "#components/ui/format";
import { Rule } from "#components/ui/rule";
import { Time } from "#components/ui/time";
import type { Glance } from "#core/glance";

export interface DeskItemQuestion {
  id: string;
  title: string;
  closesAt: Date;
  own: { probability: number | null; latestAt: number } | null;
  crowd: { median: number; low: number; high: number } | null;
  early: number | null;
  /** In place of the numbers where the answer is not yes or no. */
  glance: Glance | null;
  people: number;
  round: { number: number; endsAt: number } | null;
  hidden: "you-forecast" | "round-closes" | "question-closes" | null;
}

interface DeskItemProps {
  question: DeskItemQuestion;
  /** How many may forecast: "5 of 7 have forecast". */
  forecasters: number;
  /** What is worth saying first, such as "52 days old". */
  note?: ReactNode;
  /** Its close has passed. */
  closed?: boolean;
  children?: ReactNode;
}

const HIDDEN = {
  "you-forecast": "crowd after you forecast",
  "round-closes": "crowd after the round",
  "question-closes": "crowd at the close",
} as const;

/** One question of the desk: what it is, where one stands on it, and the one press it waits for. */
export function DeskItem({ question, forecasters, note, closed, children }: DeskItemProps) {
  const { id, title, closesAt, own, crowd, early, glance, people, hidden } = question;
  return (
    <li className="item" data-item>
      <div>
        <Link className="st" href={`/questions/${id}`}>
          {title}
        </Link>
        <p className="small muted mt-0.5">
          {note ? <>{note} · </> : null}
          {closed ? "closed" : "closes"} <Time at={closesAt} /> · {people} of {Math.max(people, forecasters)} have
          forecast
          {hidden ? ` · ${HIDDEN[hidden]}` : null}
          {early === null ? null : ` · mean ${percent(early)}`}
        </p>
      </div>
      <div className="rulecell">
        {glance ? (
          <p className="small">
            <GlanceLine glance={glance} />
          </p>
        ) : (
          <Rule me={own?.probability ?? null} crowd={crowd} />
        )}
      </div>
      <div className="act">{children}</div>
    </li>
  );
}

/** A section of the desk; without items it is not there. */
export function DeskSection({ title, hint, children }: { title: string; hint?: ReactNode; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <section className="mb-10" aria-label={title}>
      <div className="sec-head">
        <h2 className="sec">{title}</h2>
        {hint ? <span className="small muted">{hint}</span> : null}
      </div>
      <ul>{children}</ul>
    </section>
  );
}
