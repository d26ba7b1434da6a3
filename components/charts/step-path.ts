import { down } from "./plane";

/** A value that holds over a stretch of the plane. */
export interface Step {
  readonly x0: number;
  readonly x1: number;
  readonly value: number;
}

export interface BandStep extends Step {
  readonly lower: number;
  readonly upper: number;
}

/** Steps that touch, each list drawn without lifting the pen. */
export function connected<T extends Step>(steps: readonly T[]): T[][] {
  const runs: T[][] = [];
  let end = Number.NaN;
  for (const step of steps) {
    const run = runs.at(-1);
    if (run && step.x0 === end) run.push(step);
    else runs.push([step]);
    end = step.x1;
  }
  return runs;
}

/** Forecasts are steps, never smoothed: a value holds until the next. */
export function stepPath(steps: readonly Step[]): string {
  return connected(steps)
    .map((run) =>
      run.map(({ x0, x1, value }, i) => `${i === 0 ? `M${x0} ${down(value)}` : `V${down(value)}`}H${x1}`).join(""),
    )
    .join("");
}

/** The area between two step lines: along the upper edge, back along the lower. */
export function bandPath(steps: readonly BandStep[]): string {
  return connected(steps)
    .map((run) => {
      const upper = run.map(({ x0, x1, upper: edge }, i) => `${i === 0 ? "M" : "L"}${x0} ${down(edge)}H${x1}`);
      const lower = run.toReversed().map(({ x0, x1, lower: edge }) => `L${x1} ${down(edge)}H${x0}`);
      return `${upper.join("")}${lower.join("")}Z`;
    })
    .join("");
}

/** Both edges of the area between two step lines, where it has a height. */
export function edgesPath(steps: readonly BandStep[]): string {
  const open = steps.filter(({ lower, upper }) => lower < upper);
  const edge = (pick: (step: BandStep) => number) => stepPath(open.map((step) => ({ ...step, value: pick(step) })));
  return `${edge(({ upper }) => upper)}${edge(({ lower }) => lower)}`;
}
