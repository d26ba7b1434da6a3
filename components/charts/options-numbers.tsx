import { bare } from "#components/ui/format";
import { Time } from "#components/ui/time";
import type { OptionsData } from "./options-geometry";

const MOST_ROWS = 24;

/** The history of the options as a table: a column each, a row for each of my moves and of the crowd's steps. */
export function OptionsNumbers({ data }: { data: OptionsData }) {
  const { options, crowd, mine, until } = data;
  const steps = crowd ?? [];
  const every = Math.max(1, Math.ceil(steps.length / MOST_ROWS));
  const rows = [
    ...mine.flatMap((event) =>
      event.kind === "reaffirmation" || event.at > until
        ? []
        : [
            {
              at: event.at,
              who: event.kind === "forecast" ? "You" : "You withdrew",
              shares: event.kind === "forecast" ? event.value : [],
            },
          ],
    ),
    ...steps
      .filter((_, i) => i % every === 0 || i === steps.length - 1)
      .map(({ start, crowd: { values, count } }) => ({ at: start, who: `Crowd of ${count}`, shares: values })),
  ].sort((a, b) => a.at - b.at);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          {options.map((option) => (
            <th scope="col" className="num" key={option}>
              {option}, %
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ at, who, shares }) => (
          <tr key={`${at} ${who}`}>
            <td className="nw">
              <Time at={at} />
            </td>
            <td>{who}</td>
            {options.map((option, i) => (
              <td className="num" key={option}>
                {shares[i] ? bare(shares[i]) : "–"}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
