import type { ReactNode } from "react";
import { Time } from "#components/ui/time";

interface MineSideProps {
  closesAt: Date;
  /** What the date means: "Yes by", "Closes". */
  by: string;
  children: ReactNode;
}

/** My half of an instrument. */
export function MineSide({ closesAt, by, children }: MineSideProps) {
  return (
    <section className="mine" aria-labelledby="my-forecast">
      <div className="row between mb-3.5">
        <h2 className="sec" id="my-forecast">
          My forecast
        </h2>
        <span className="small muted">
          {by} <Time at={closesAt} />
        </span>
      </div>
      {children}
    </section>
  );
}
