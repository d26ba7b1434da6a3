import { percent } from "#components/ui/format";
import { quantileLocation } from "#core/distribution";
import type { ContinuousValue } from "#core/forecast-value";
import { outsideOf } from "./density-path";
import { DensityPlot } from "./density-plot";
import { distributionInWords } from "./density-words";
import { Figure } from "./figure";
import { readingOf, type ScaleMeasure, sayValue } from "./measure";

export interface DensityOutcome {
  /** A location; below 0 or above 1 it lies outside the range. */
  readonly value: number;
  readonly label: string;
}

interface DensityChartProps {
  measure: ScaleMeasure;
  mine: ContinuousValue | null;
  crowd: readonly number[] | null;
  outcome?: DensityOutcome | null;
}

const LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** Where the crowd's probability lies, and mine; what happened marked on it. */
export function DensityChart({ measure, mine, crowd, outcome = null }: DensityChartProps) {
  const words = [
    crowd ? `The crowd: ${distributionInWords({ cdf: crowd }, measure)}.` : null,
    mine ? `You: ${distributionInWords(mine, measure)}.` : null,
    outcome ? `It came out ${outcome.label}.` : null,
  ]
    .filter((sentence) => sentence !== null)
    .join(" ");
  return (
    <Figure caption={words} numbers={<Numbers measure={measure} mine={mine} crowd={crowd} />}>
      <DensityPlot
        measure={measure}
        mine={mine?.cdf ?? null}
        crowd={crowd}
        filled="crowd"
        outcome={outcome}
        label={words}
      />
    </Figure>
  );
}

function Numbers({ measure, mine, crowd }: Omit<DensityChartProps, "outcome">) {
  const { say } = readingOf(measure);
  const { range, type } = measure;
  const columns = [
    ...(mine ? [{ who: "You", ...mine }] : []),
    ...(crowd ? [{ who: "Crowd", cdf: crowd, quantiles: [] }] : []),
  ];
  const [under, over] = type === "date" ? ["Before", "After"] : ["Below", "Above"];
  return (
    <table className="table max-w-[30rem]">
      <thead>
        <tr>
          <th scope="col">Quantile</th>
          {columns.map(({ who }) => (
            <th scope="col" className="num" key={who}>
              {who}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LEVELS.map((level) => (
          <tr key={level}>
            <th scope="row">{percent(level)}</th>
            {columns.map(({ who, cdf, quantiles }) => {
              const stated = quantiles.find((quantile) => quantile.level === level);
              return (
                <td className="num" key={who}>
                  {stated ? sayValue(stated.value, measure) : say(quantileLocation(cdf, level))}
                </td>
              );
            })}
          </tr>
        ))}
        {range.openLower ? (
          <tr>
            <th scope="row">{under} the range</th>
            {columns.map(({ who, cdf }) => (
              <td className="num" key={who}>
                {percent(outsideOf(cdf).below)}
              </td>
            ))}
          </tr>
        ) : null}
        {range.openUpper ? (
          <tr>
            <th scope="row">{over} the range</th>
            {columns.map(({ who, cdf }) => (
              <td className="num" key={who}>
                {percent(outsideOf(cdf).above)}
              </td>
            ))}
          </tr>
        ) : null}
      </tbody>
    </table>
  );
}
