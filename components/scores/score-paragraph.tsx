import type { ReactNode } from "react";
import { SecHead } from "#components/ui/sec-head";

interface ScoreParagraphProps {
  id: string;
  title: string;
  /** Which way is good: "higher is better". */
  way: string;
  /** The example's own figures. */
  example: ReactNode;
  children: ReactNode;
}

/** One score: what it measures, and what it came to in the example. */
export function ScoreParagraph({ id, title, way, example, children }: ScoreParagraphProps) {
  return (
    <section aria-labelledby={id}>
      <SecHead title={title} id={id}>
        <span className="small muted">{way}</span>
      </SecHead>
      <p className="score-text">{children}</p>
      <p className="note mt-3">{example}</p>
    </section>
  );
}
