import { brier, counted } from "#components/ui/format";
import { Figure } from "./figure";
import { PLANE, share } from "./plane";

/** What a crowd and its people scored on the questions of one stretch of time. Brier, 0–1, lower is better. */
export interface TrackPoint {
  /** "Q1 2024". */
  readonly label: string;
  readonly questions: number;
  readonly crowd: number;
  readonly people: number;
}

/** What always saying 50 % scores. */
const COIN = 0.25;

/** A crowd's score over time beside its people's: squares and dots, a column a quarter; down is better. */
export function TrackChart({ points, caption }: { points: readonly TrackPoint[]; caption: string }) {
  const most = Math.max(COIN, ...points.flatMap(({ crowd, people }) => [crowd, people]));
  const top = Math.ceil(most * 20 + 0.2) / 20;
  const y = (score: number) => Math.round(10 * PLANE * (1 - score / top)) / 10;
  const x = (i: number) => Math.round((10 * PLANE * (i + 0.5)) / points.length) / 10;
  const ticks = [0, COIN];
  const words = points
    .map(({ label, questions, crowd, people }) => {
      return `${label}: crowd ${brier(crowd)}, people ${brier(people)}, ${counted(questions, "question", "questions")}`;
    })
    .join(". ");
  return (
    <Figure caption={caption} numbers={<TrackNumbers points={points} />}>
      <div className="plot track">
        <svg
          viewBox={`0 0 ${PLANE} ${PLANE}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Brier by quarter. ${words}.`}
        >
          <path className="g-axis" d={`M0 ${PLANE}H${PLANE}`} />
          <path className="g-mark" d={`M0 ${y(COIN)}H${PLANE}`} />
          {points.map(({ label, crowd, people }, i) => (
            <g key={label}>
              <path className="g-line" d={`M${x(i)} ${y(crowd)}V${y(people)}`} />
              <path className="w-dot" d={`M${x(i)} ${y(people)}h0`} />
              <path className="w-hollow" d={`M${x(i)} ${y(people)}h0`} />
              <path className="w-square" d={`M${x(i)} ${y(crowd)}h0`} />
            </g>
          ))}
        </svg>
        {ticks.map((tick) => (
          <span key={tick} className="t ty" aria-hidden="true" style={{ top: share(y(tick)) }}>
            {tick === 0 ? "0" : brier(tick)}
          </span>
        ))}
        {points.map(({ label, questions }, i) => (
          <span key={label} className="t tx track-label" aria-hidden="true" style={{ left: share(x(i)) }}>
            {label}
            <br />
            {counted(questions, "question", "questions")}
          </span>
        ))}
      </div>
      <ul className="curve-key small">
        <li>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path className="w-square" d="M6 6h0" />
          </svg>
          the crowd’s median
        </li>
        <li>
          <svg viewBox="0 0 12 12" aria-hidden="true">
            <path className="w-dot" d="M6 6h0" />
            <path className="w-hollow" d="M6 6h0" />
          </svg>
          its people, on average
        </li>
        <li>
          <svg viewBox="0 0 40 12" aria-hidden="true">
            <path className="g-mark" d="M2 6H38" />
          </svg>
          always saying 50{"\u202f%"}
        </li>
      </ul>
    </Figure>
  );
}

function TrackNumbers({ points }: { points: readonly TrackPoint[] }) {
  return (
    <table className="table max-w-[30rem]">
      <thead>
        <tr>
          <th scope="col">Due in</th>
          <th scope="col" className="num">
            Questions
          </th>
          <th scope="col" className="num">
            Crowd
          </th>
          <th scope="col" className="num">
            People
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ label, questions, crowd, people }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="num">{questions}</td>
            <td className="num">{brier(crowd)}</td>
            <td className="num">{brier(people)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
