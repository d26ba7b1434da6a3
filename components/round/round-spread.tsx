import { Figure } from "#components/charts/figure";
import { RoundChart } from "#components/charts/round-chart";
import { counted } from "#components/ui/format";
import { locationOf } from "#core/distribution";
import type { RoundSeries } from "#core/round-series";
import type { RoundSummary, RoundSpread as Spread } from "#core/round-summary";
import { valueWords, widthWords } from "./shown-round";

interface RoundSpreadProps {
  series: Pick<RoundSeries, "label" | "scale">;
  /** Of the rounds that have ended, in order. */
  summaries: readonly RoundSummary[];
}

/** How far apart the group was after each round: drawn, said, and as a table. */
export function RoundSpread({ series, summaries }: RoundSpreadProps) {
  const { label, scale } = series;
  const place = scale === null ? (value: number) => value : (value: number) => locationOf(value, scale.range);
  const rows = summaries.map(({ round, spread, estimates }) => ({
    label: `Round ${round.number}`,
    spread: spread && { median: place(spread.median), lower: place(spread.lower), upper: place(spread.upper) },
    marks: estimates.map(({ value }) => place(value)),
  }));
  const ends = scale === null ? ([0, 1] as const) : ([scale.range.min, scale.range.max] as const);
  const words = spreadInWords(series, summaries);
  return (
    <Figure caption={label === null ? words : `${label}: ${words}`} numbers={<Numbers {...{ series, summaries }} />}>
      <RoundChart rows={rows} ends={[valueWords(ends[0], scale), valueWords(ends[1], scale)]} label={words} />
    </Figure>
  );
}

/** "From round 1 to round 2 the middle half went from 30 points to 12, the median from 40 % to 46 %." */
export function spreadInWords({ scale }: Pick<RoundSeries, "scale">, summaries: readonly RoundSummary[]): string {
  const last = summaries.at(-1);
  const before = summaries.at(-2);
  if (!last?.spread) return "Nobody has taken part.";
  const { median, lower, upper, count } = last.spread;
  const half = (spread: Spread) => widthWords(spread.upper - spread.lower, scale);
  if (!before?.spread) {
    return `After round ${last.round.number} the median of ${counted(count, "person", "people")} is ${valueWords(median, scale)}, the middle half ${valueWords(lower, scale)} to ${valueWords(upper, scale)}.`;
  }
  const rounds = `From round ${before.round.number} to round ${last.round.number}`;
  return `${rounds} the middle half went from ${half(before.spread)} to ${half(last.spread)}, the median from ${valueWords(before.spread.median, scale)} to ${valueWords(median, scale)}.`;
}

const MEASURES: readonly { name: string; of: (spread: Spread, scale: RoundSeries["scale"]) => string }[] = [
  { name: "People", of: ({ count }) => String(count) },
  { name: "Median", of: ({ median }, scale) => valueWords(median, scale) },
  {
    name: "Middle half",
    of: ({ lower, upper }, scale) => `${valueWords(lower, scale)} to ${valueWords(upper, scale)}`,
  },
  { name: "Width of the middle half", of: ({ lower, upper }, scale) => widthWords(upper - lower, scale) },
  {
    name: "Standard deviation",
    of: ({ deviation }, scale) => (deviation === null ? "–" : widthWords(deviation, scale)),
  },
  { name: "Mean width of intervals", of: ({ width }, scale) => (width === null ? "–" : widthWords(width, scale)) },
];

function Numbers({ series: { scale }, summaries }: RoundSpreadProps) {
  return (
    <table className="table max-w-[40rem]">
      <thead>
        <tr>
          <th>After</th>
          {summaries.map(({ round }) => (
            <th key={round.number} className="num">
              Round {round.number}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {MEASURES.map(({ name, of }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {summaries.map(({ round, spread }) => (
              <td key={round.number} className="num">
                {spread ? of(spread, scale) : "–"}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
