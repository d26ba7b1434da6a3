import { percent } from "#components/ui/format";
import { massBetween, valueAt } from "#core/distribution";
import { LevelTicks, QuarterLines } from "./axes";
import { Figure } from "./figure";
import { labelledTicks, type Reading, readingOf, type ScaleMeasure, sayValue } from "./measure";
import { down, PLANE, share } from "./plane";

interface CumulativeChartProps {
  measure: ScaleMeasure;
  mine: readonly number[] | null;
  crowd: readonly number[];
  /** Quartiles of the people's curves, point by point. */
  band: { lower: readonly number[]; upper: readonly number[] };
  caption: string;
}

const place = (i: number, points: number) => Math.round((i / (points - 1)) * PLANE * 10) / 10;

/** A curve through its recorded points. */
function curve(cdf: readonly number[]): string {
  return cdf.map((point, i) => `${i === 0 ? "M" : "L"}${place(i, cdf.length)} ${down(point)}`).join("");
}

function between(lower: readonly number[], upper: readonly number[]): string {
  const back = lower.map((point, i) => `L${place(i, lower.length)} ${down(point)}`).reverse();
  return `${curve(upper)}${back.join("")}Z`;
}

/** The chance to lie below each value: the crowd's mean in ink among the middle half of its people, mine in pen. */
export function CumulativeChart({ measure, mine, crowd, band, caption }: CumulativeChartProps) {
  const reading = readingOf(measure);
  return (
    <Figure caption={caption} numbers={<Numbers {...{ measure, mine, crowd, band, reading }} />}>
      <div className="plot cumulative">
        <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" role="img" aria-label={caption}>
          <QuarterLines />
          <path className="c-band" d={between(band.lower, band.upper)} />
          <path className="c-line" d={curve(crowd)} />
          {mine ? <path className="m-line" d={curve(mine)} /> : null}
        </svg>
        <LevelTicks ticks={readingOf({ type: "probability" }).ticks.filter((_, i) => i % 2 === 0)} />
        {labelledTicks(reading.ticks).map(({ at, label }, i) => (
          <span
            key={label}
            className={i % 2 === 1 && reading.ticks.length > 3 ? "t tx wide" : "t tx"}
            aria-hidden="true"
            style={{
              left: share(at * PLANE),
              transform: at < 0.06 ? "none" : at > 0.94 ? "translateX(-100%)" : "translateX(-50%)",
            }}
          >
            {label}
          </span>
        ))}
      </div>
    </Figure>
  );
}

type NumbersProps = Omit<CumulativeChartProps, "caption"> & { reading: Reading };

const PLACES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1] as const;

function Numbers({ measure, mine, crowd, band, reading }: NumbersProps) {
  const { range, type } = measure;
  const upTo = (cdf: readonly number[], at: number) =>
    percent(massBetween(cdf, range, Number.NEGATIVE_INFINITY, valueAt(at, range)));
  const index = (at: number) => Math.round(at * (crowd.length - 1));
  return (
    <table className="table max-w-[36rem]">
      <thead>
        <tr>
          <th scope="col">{type === "date" ? "Before" : "Below"}</th>
          {mine ? (
            <th scope="col" className="num">
              You
            </th>
          ) : null}
          <th scope="col" className="num">
            Crowd
          </th>
          <th scope="col" className="num">
            Middle half of people
          </th>
        </tr>
      </thead>
      <tbody>
        {PLACES.map((at) => (
          <tr key={at}>
            <th scope="row">{at === 0 || at === 1 ? sayValue(valueAt(at, range), measure) : reading.say(at)}</th>
            {mine ? <td className="num">{upTo(mine, at)}</td> : null}
            <td className="num">{upTo(crowd, at)}</td>
            <td className="num">
              {percent(band.lower[index(at)] ?? 0)} to {percent(band.upper[index(at)] ?? 1)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
