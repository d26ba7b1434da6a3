import { bare, bareRange, count } from "#components/ui/format";
import type { StepInUse } from "#core/calibration/reading";

/** The steps of a curve as a table. */
export function StepNumbers({ steps, caption }: { steps: readonly StepInUse[]; caption: string }) {
  return (
    <table className="table max-w-[26rem]">
      <caption className="vh">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Said, %</th>
          <th scope="col" className="num">
            Happened, %
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
        {steps.map(({ low, high, observed, forecasts, questions }) => (
          <tr key={low}>
            <td>{low === high ? bare(low) : bareRange(low, high)}</td>
            <td className="num">{Math.round(observed * 100)}</td>
            <td className="num">{count(forecasts)}</td>
            <td className="num">{count(questions)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
