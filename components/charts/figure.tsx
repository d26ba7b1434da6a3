import type { ReactNode } from "react";

interface FigureProps {
  /** One sentence that says what to see. */
  caption: ReactNode;
  /** The same as a table, one press away. */
  numbers: ReactNode;
  children: ReactNode;
}

export function Figure({ caption, numbers, children }: FigureProps) {
  return (
    <figure className="fig">
      {children}
      <figcaption>{caption}</figcaption>
      <details className="data">
        <summary>Show the numbers</summary>
        <div className="table-wrap">{numbers}</div>
      </details>
    </figure>
  );
}
