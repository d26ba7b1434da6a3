import { Time } from "#components/ui/time";
import { crowdAt, type HistoryData, mineAt } from "./history-geometry";
import { readingOf } from "./measure";

const MOST_ROWS = 24;

interface Row {
  at: number;
  what: string;
}

/** Instants worth a row: each of my moves and every event, filled up with the crowd's own steps, evenly taken. */
function rowsOf({ crowd, mine, events = [], until }: HistoryData): Row[] {
  const steps = crowd ?? [];
  const every = Math.max(1, Math.ceil(steps.length / MOST_ROWS));
  const rows: Row[] = [
    ...mine
      .filter(({ at }) => at <= until)
      .map(({ at, value }) => ({ at, what: value === null ? "You withdrew" : "You forecast" })),
    ...events.map(({ at, label }) => ({ at, what: label })),
    ...steps
      .filter((_, i) => i % every === 0 || i === steps.length - 1)
      .map(({ start }) => ({ at: start, what: "Crowd" })),
  ];
  const byInstant = Map.groupBy(rows, ({ at }) => at);
  return [...byInstant]
    .sort(([a], [b]) => a - b)
    .map(([at, here]) => ({ at, what: here.find(({ what }) => what !== "Crowd")?.what ?? "Crowd" }));
}

/** The history as a table: the same numbers for those who do not see, or do not trust, a line. */
export function HistoryNumbers({ data }: { data: HistoryData }) {
  const { crowd, mine } = data;
  const { bare, range, unit } = readingOf(data.measure ?? { type: "probability" });
  const inUnit = unit ? `, ${unit}` : "";
  return (
    <table className="table max-w-[36rem]">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col" className="num">
            You{inUnit}
          </th>
          {crowd ? (
            <>
              <th scope="col" className="num">
                Crowd{inUnit}
              </th>
              <th scope="col" className="num">
                Middle half{inUnit}
              </th>
              <th scope="col" className="num">
                People
              </th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rowsOf(data).map(({ at, what }) => {
          const held = mineAt(mine, at);
          const there = crowd ? crowdAt(crowd, at) : null;
          return (
            <tr key={at}>
              <td className="nw">
                <Time at={at} />
              </td>
              <td>{what}</td>
              <td className="num">{held === null ? "–" : bare(held)}</td>
              {crowd ? (
                <>
                  <td className="num">{there ? bare(there.value) : "–"}</td>
                  <td className="num">{there ? range(there.lower, there.upper) : "–"}</td>
                  <td className="num">{there?.count ?? 0}</td>
                </>
              ) : null}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
