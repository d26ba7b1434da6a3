import { bare, brier } from "#components/ui/format";
import { TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { crowdOnYes } from "./part-words";
import { isSpot, RULE_WORDS, type ScoreRule } from "./score-rules";
import { type Part, type ScoredClocks, type Stretch, shareOf, timelineOf } from "./timeline";

interface PartsTableProps {
  rule: ScoreRule;
  outcome: "yes" | "no";
  parts: readonly Part[];
  clocks: ScoredClocks;
  stored: number;
  sum: number;
  late: readonly { at: number; value: number; words?: string }[];
  /** Whether what was held is told in words. */
  worded?: boolean;
}

/** Every span from the opening to the scheduled close, what it earned, and that it adds up to what is stored. */
export function PartsTable({ rule, outcome, parts, clocks, stored, sum, late, worded }: PartsTableProps) {
  const { crowd, exact, label } = RULE_WORDS[rule];
  const spot = isSpot(rule);
  const rows: readonly Stretch[] = spot
    ? parts.map((part) => ({ kind: "held", part, start: part.start, end: part.end }))
    : timelineOf(parts, clocks);
  const columns = crowd ? 5 : 4;
  return (
    <TableWrap label={`${label}, span by span`}>
      <table className="table parts">
        <thead>
          <tr>
            <th scope="col">{spot ? "At" : "From – to"}</th>
            <th scope="col" className={worded ? undefined : "num"}>
              {worded ? "Held (on what happened, %)" : "Held, %"}
            </th>
            {crowd ? (
              <th scope="col" className="num">
                {crowd}
              </th>
            ) : null}
            <th scope="col" className="num wide">
              Weight, %
            </th>
            <th scope="col" className="num">
              {rule.includes("BRIER") || rule === "CRPS" ? "Score" : "Points"}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.kind} ${row.start}`} className={row.kind === "held" ? undefined : "muted"}>
              <th scope="row" className="font-normal">
                <Time at={row.start} />
                {spot ? null : (
                  <>
                    {" – "}
                    <Time at={row.end} />
                  </>
                )}
              </th>
              {row.kind === "held" ? (
                <Held part={row.part} rule={rule} outcome={outcome} />
              ) : (
                <Unearned
                  stretch={row}
                  clocks={clocks}
                  columns={columns}
                  weighted={rule !== "TIME_AVERAGED_BRIER" && rule !== "CRPS"}
                />
              )}
            </tr>
          ))}
          {late.map(({ at, value, words }) => (
            <tr key={`late ${at}`} className="muted">
              <th scope="row" className="font-normal nw">
                <Time at={at} /> <Tag kind="warn">late</Tag>
              </th>
              <td className={words === undefined ? "num" : undefined}>{words ?? bare(value)}</td>
              {crowd ? <td className="num">–</td> : null}
              <td className="num wide">–</td>
              <td className="num">0</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={columns - 2}>
              Sum of the spans
            </th>
            <td className="wide" />
            <td className="num">{exact(sum)}</td>
          </tr>
          <tr>
            <th scope="row" colSpan={columns - 2}>
              Stored score
            </th>
            <td className="wide" />
            <td className="num">
              <b>{exact(stored)}</b>
            </td>
          </tr>
        </tfoot>
      </table>
    </TableWrap>
  );
}

function Held({ part, rule, outcome }: { part: Part; rule: ScoreRule; outcome: "yes" | "no" }) {
  const { crowd, exact } = RULE_WORDS[rule];
  const against = part.crowd;
  return (
    <>
      {part.words === undefined ? (
        <td className="num">{bare(part.held)}</td>
      ) : (
        <td>
          {part.words} ({bare(part.held)})
        </td>
      )}
      {crowd ? (
        <td className="num">
          {against === null ? "alone" : rule === "RELATIVE_BRIER" ? brier(against) : bare(crowdOnYes(against, outcome))}
        </td>
      ) : null}
      <td className="num wide">{bare(part.weight)}</td>
      <td className="num">{exact(part.points)}</td>
    </>
  );
}

function Unearned({
  stretch,
  clocks,
  columns,
  weighted,
}: {
  stretch: Stretch;
  clocks: ScoredClocks;
  columns: number;
  weighted: boolean;
}) {
  return (
    <>
      <td colSpan={columns - 3}>{stretch.kind === "after" ? "after the answer was known" : "nothing held"}</td>
      <td className="num wide">{weighted ? bare(shareOf(stretch, clocks)) : "–"}</td>
      <td className="num">0</td>
    </>
  );
}
