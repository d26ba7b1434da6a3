import type { ReactNode } from "react";
import { Gauge } from "#components/forecast/gauge";

/** The way in: what this is, in one sentence and one picture; beside it the form. */
export function SignInFrame({ children }: { children: ReactNode }) {
  return (
    <div className="sign">
      <div>
        <h1 className="display max-w-[34rem]">Say what may happen, how likely, and find out how right you were.</h1>
        <p className="lede mt-5 max-w-[32rem]">
          Bellwether turns a brief into scenarios, puts a number on each and keeps the score.
        </p>
        <figure className="fig mt-12 max-w-[34rem]">
          <div inert>
            <Gauge label="Sample scale" percent={26} scale="phia" band={{ low: 28, high: 37 }} />
          </div>
          <figcaption>
            One forecast on the yardstick: 26{"\u202f"}%, unlikely, about 1 in 4. Grey: the middle half of the crowd.
          </figcaption>
        </figure>
      </div>
      <div className="stack-6">{children}</div>
    </div>
  );
}
