import { percent } from "#components/ui/format";
import { Rule, type RuleProps } from "#components/ui/rule";
import { share } from "./plane";

interface RuleChartProps extends RuleProps {
  /** Single standing forecasts or other aggregates, named; a short mark each. */
  marks?: readonly { label: string; at: number }[];
}

const NUMBERS = [0, 25, 50, 75, 100] as const;

/** The rule at full width, with its numbers and a mark for everyone on it. */
export function RuleChart({ me, crowd, marks = [] }: RuleChartProps) {
  return (
    <div className="rule-chart">
      <ul className="rule-marks">
        {marks.map(({ label, at }) => (
          <li key={label} title={`${label} ${percent(at)}`} style={{ left: share(at * 1000) }}>
            <span className="vh">
              {label} {percent(at)}
            </span>
          </li>
        ))}
      </ul>
      <Rule me={me} crowd={crowd} />
      <div className="gauge-nums" aria-hidden="true">
        {NUMBERS.map((number) => (
          <span key={number} style={{ left: `${number}%` }}>
            {number}
          </span>
        ))}
      </div>
    </div>
  );
}
