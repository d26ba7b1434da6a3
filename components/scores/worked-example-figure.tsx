import { HistoryChart } from "#components/charts/history-chart";
import { mySteps } from "#components/charts/history-geometry";
import { bare, brier, points, signedBrier } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import type { QuestionScores } from "#core/scoring/sweep";
import { dayOf, EXAMPLE_CLOCKS, EXAMPLE_LOG, exampleCrowd } from "./worked-example";

/** The example as a picture and a table of everybody's scores. */
export function WorkedExampleFigure({ scores }: { scores: readonly QuestionScores[] }) {
  const { opensAt, closesAt } = EXAMPLE_CLOCKS;
  const knownAt = EXAMPLE_CLOCKS.knownAt ?? closesAt;
  const mine = mySteps(EXAMPLE_LOG.filter(({ person }) => person === "You"));
  return (
    <section aria-labelledby="example">
      <SecHead title="The example" id="example">
        <span className="small muted">three people, one question</span>
      </SecHead>
      <ul className="small stack ink2">
        {EXAMPLE_LOG.map(({ person, at, value }) => (
          <li key={`${person} ${at}`}>
            Day {dayOf(at)}: <b className={person === "You" ? "me-ink" : undefined}>{person}</b> {bare(value)}
            {"\u202f%"}
          </li>
        ))}
        <li>
          Day {dayOf(knownAt)}: the answer is known, <b>yes</b>. The question was to run until day {dayOf(closesAt)}.
        </li>
      </ul>
      <HistoryChart
        data={{
          from: opensAt,
          to: closesAt,
          until: knownAt,
          crowd: exampleCrowd(),
          mine,
          events: [{ at: knownAt, label: "Known: yes" }],
        }}
        zone="UTC"
        caption="The stretch after the answer was known scores 0 and stays in the question’s time."
      />
      <div className="table-wrap mt-6">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Score</th>
              {scores.map(({ person }) => (
                <th key={person} scope="col" className="num">
                  {person}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Line name="Peer, points" scores={scores} of={({ peer }) => (peer === null ? "–" : points(peer))} />
            <Line
              name="Baseline, points"
              scores={scores}
              of={({ baseline }) => (baseline === null ? "–" : points(baseline))}
            />
            <Line
              name="Relative Brier"
              scores={scores}
              of={({ relativeBrier }) => (relativeBrier === null ? "–" : signedBrier(relativeBrier))}
            />
            <Line
              name="Time-averaged Brier"
              scores={scores}
              of={({ timeAveragedBrier }) => (timeAveragedBrier === null ? "–" : brier(timeAveragedBrier))}
            />
            <Line name="Coverage, %" scores={scores} of={({ coverage }) => bare(coverage)} />
            <Line name="Attendance, %" scores={scores} of={({ attendance }) => bare(attendance)} />
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface LineProps {
  name: string;
  scores: readonly QuestionScores[];
  of: (scores: QuestionScores) => string;
}

function Line({ name, scores, of }: LineProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      {scores.map((row) => (
        <td key={row.person} className="num">
          {of(row)}
        </td>
      ))}
    </tr>
  );
}
