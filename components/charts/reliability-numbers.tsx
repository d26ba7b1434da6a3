import { bare, bareRange, count } from "#components/ui/format";
import type { ReliabilityBin } from "#core/calibration/bins";

/** The diagram as a table. The interval speaks of questions, since several forecasts on one question know one thing. */
export function ReliabilityNumbers({ bins }: { bins: readonly ReliabilityBin[] }) {
  return (
    <table className="table max-w-[34rem]">
      <thead>
        <tr>
          <th scope="col">Said, %</th>
          <th scope="col" className="num">
            On average, %
          </th>
          <th scope="col" className="num">
            Happened, %
          </th>
          <th scope="col" className="num">
            95 % interval
          </th>
          <th scope="col" className="num">
            Forecasts
          </th>
          <th scope="col" className="num">
            Questions
          </th>
        </tr>
      </thead>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.low}>
            <td>{bareRange(bin.low, bin.high)}</td>
            <td className="num">{bare(bin.meanForecast)}</td>
            <td className="num">{bare(bin.observed)}</td>
            <td className="num">{bareRange(bin.interval.lower, bin.interval.upper)}</td>
            <td className="num">{count(bin.forecasts)}</td>
            <td className="num">{count(bin.questions)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
