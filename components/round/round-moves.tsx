import { TableWrap } from "#components/ui/table";
import type { RoundSeries } from "#core/round-series";
import type { RoundEstimate, RoundSummary } from "#core/round-summary";
import { valueWords, widthWords } from "./shown-round";

interface RoundMovesProps {
  scale: RoundSeries["scale"];
  summary: RoundSummary;
  /** Of the round before; null for the first. */
  before: RoundSummary | null;
  names: ReadonlyMap<string, string>;
  /** The reader's membership, if any. */
  memberId: string | null;
}

/** What everybody held when a round ended, what became of it since the one before, and why. */
export function RoundMoves({ scale, summary, before, names, memberId }: RoundMovesProps) {
  const held = new Map(before?.estimates.map(({ person, value }) => [person, value]));
  const number = summary.round.number;
  return (
    <TableWrap label={`Estimates of round ${number}`}>
      <table className="table">
        <thead>
          <tr>
            <th>Person</th>
            {before ? <th className="num">Round {before.round.number}</th> : null}
            <th className="num">Round {number}</th>
            <th className="num">Lowest to highest</th>
            {before ? <th className="num">Moved</th> : null}
            <th className="pl-6">Why</th>
          </tr>
        </thead>
        <tbody>
          {byName(summary.estimates, names).map((estimate) => {
            const from = held.get(estimate.person);
            return (
              <tr key={estimate.person} className={estimate.person === memberId ? "me" : undefined}>
                <th scope="row">{names.get(estimate.person)}</th>
                {before ? <td className="num">{from === undefined ? "–" : valueWords(from, scale)}</td> : null}
                <td className="num">{valueWords(estimate.value, scale)}</td>
                <td className="num">{intervalWords(estimate, scale)}</td>
                {before ? <td className="num">{movedWords(from, estimate.value, scale)}</td> : null}
                <td className="pl-6 wrap-anywhere">
                  {estimate.reason ?? (estimate.answered ? null : <span className="muted">did not answer again</span>)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableWrap>
  );
}

function byName(estimates: readonly RoundEstimate[], names: ReadonlyMap<string, string>): RoundEstimate[] {
  const name = ({ person }: RoundEstimate) => names.get(person) ?? "";
  return estimates.toSorted((a, b) => name(a).localeCompare(name(b), "en", { numeric: true }));
}

function intervalWords({ interval }: RoundEstimate, scale: RoundSeries["scale"]): string {
  if (interval === null) return "–";
  const sure = interval.confidence === null ? "" : `, ${Math.round(interval.confidence * 100)}\u202f% sure`;
  return `${valueWords(interval.low, scale)} to ${valueWords(interval.high, scale)}${sure}`;
}

function movedWords(from: number | undefined, to: number, scale: RoundSeries["scale"]): string {
  if (from === undefined) return "new";
  if (from === to) return "stayed";
  return `${to > from ? "up" : "down"} ${widthWords(Math.abs(to - from), scale)}`;
}
