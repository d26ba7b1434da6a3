import { down, PLANE, share } from "./plane";

interface OutcomeMarkProps {
  /** From the left, on the plane. */
  x: number;
  /** A fraction of the axis; at or beyond 0 and 1 it lies outside and the mark points there. */
  value: number;
  label: string;
}

/** What happened: a diamond on the axis, or an arrow at its edge where it lies beyond. */
export function OutcomeMark({ x, value, label }: OutcomeMarkProps) {
  const side = value > 1 ? "above" : value < 0 ? "below" : "on";
  const y = down(Math.min(1, Math.max(0, value)));
  return (
    <span className={`outcome-mark ${side}`} style={{ left: share(x), top: share(y) }} aria-hidden="true">
      <i>{SIGN[side]}</i>
      <span className={x > 0.75 * PLANE ? "t b to-left" : "t b"}>{label}</span>
    </span>
  );
}

const SIGN = { on: "\u25c6", above: "\u25b2", below: "\u25bc" } as const;
