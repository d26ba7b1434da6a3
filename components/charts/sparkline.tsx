interface SparklineProps {
  /** In order; at least two make a line. */
  values: readonly number[];
  /** What it shows, for those who do not see it: "Peer points as 36 questions resolved". */
  label: string;
  /** What the height stands for, so that lines below each other compare; without it the line fills its own. */
  domain?: { low: number; high: number };
}

const WIDTH = 100;
const HEIGHT = 24;
const EDGE = 1;

/** A trend in the height of a line of text, with 0 dotted and its end marked. */
export function Sparkline({ values, label, domain }: SparklineProps) {
  const last = values.at(-1);
  if (last === undefined) return null;
  const least = domain?.low ?? Math.min(0, ...values);
  const span = (domain?.high ?? Math.max(0, ...values)) - least || 1;
  const y = (value: number) => Math.round(10 * (HEIGHT - EDGE - ((value - least) / span) * (HEIGHT - 2 * EDGE))) / 10;
  const x = (i: number) => Math.round((10 * WIDTH * i) / Math.max(1, values.length - 1)) / 10;
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <path className="z" d={`M0 ${y(0)}H${WIDTH}`} />
      {values.length > 1 ? (
        <path className="s" d={`M${values.map((value, i) => `${x(i)},${y(value)}`).join("L")}`} />
      ) : null}
      <path className="end" d={`M${WIDTH} ${y(last)}h0`} />
    </svg>
  );
}
