import { PLANE } from "#components/charts/plane";
import { heldCell } from "#components/forecast/held-words";
import { counted, points } from "#components/ui/format";
import { TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import type { AskedOf, HeldValue } from "#core/forecast-value";

export interface ImpactLine {
  memberId: string;
  name: string;
  own: boolean;
  held: HeldValue | null;
  before: number | null;
  after: number | null;
  board: { before: number | null; after: number | null };
}

interface ImpactTableProps {
  rows: readonly ImpactLine[];
  places: number;
  minimum: number;
  /** By which what was held is read. */
  asked: AskedOf;
  /** Whether there is a verdict already, whose scores these would replace. */
  correction: boolean;
}

/** Whose scores move, and by how much. */
export function ImpactTable({ rows, places, minimum, asked, correction }: ImpactTableProps) {
  const most = Math.max(
    1e-9,
    ...rows.map(({ before, after }) => Math.max(Math.abs(after ?? 0), Math.abs(before ?? 0))),
  );
  return (
    <>
      <TableWrap label="Whose scores move">
        <table className="table impact">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col" className="num wide">
                {asked.type === "binary" ? "Held at close, %" : "Held at close"}
              </th>
              <th scope="col" className="sl wide">
                <span className="vh">Points, drawn</span>
              </th>
              {correction ? (
                <th scope="col" className="num">
                  Points now
                </th>
              ) : null}
              <th scope="col" className="num">
                {correction ? "Points then" : "Points here"}
              </th>
              <th scope="col" className="num">
                Score
                <Arrow />
                new score
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.memberId} row={row} most={most} asked={asked} correction={correction} minimum={minimum} />
            ))}
          </tbody>
        </table>
      </TableWrap>
      <p className="hint">{inWords(rows, places, correction)}</p>
    </>
  );
}

interface RowProps {
  row: ImpactLine;
  most: number;
  asked: AskedOf;
  correction: boolean;
  minimum: number;
}

function Row({ row: { name, own, held, before, after, board }, most, asked, correction, minimum }: RowProps) {
  return (
    <tr className={own ? "me" : undefined}>
      <th scope="row">
        {name} {own ? <Tag kind="you">you</Tag> : null}
      </th>
      <td className="num wide">{held === null ? <span className="muted">nothing</span> : heldCell(held, asked)}</td>
      <td className="sl wide">
        <Drawn value={after ?? 0} most={most} />
      </td>
      {correction ? <td className="num">{before === null ? "none" : points(before, 2)}</td> : null}
      <td className="num m">
        {after === null ? (
          "none"
        ) : (
          <span className={after < 0 ? "neg" : "pos"}>{points(after, correction ? 2 : 1)}</span>
        )}
      </td>
      <td className="num nw">
        {board.after === null ? (
          <span className="muted">below {counted(minimum, "question", "questions")}</span>
        ) : (
          <>
            {board.before === null ? "none" : points(board.before, 2)}
            <Arrow />
            {points(board.after, 2)}
          </>
        )}
      </td>
    </tr>
  );
}

/** A stroke from 0 to the points: gains end round, losses square. */
function Drawn({ value, most }: { value: number; most: number }) {
  const end = Math.round(PLANE / 2 + (value / most) * (PLANE / 2 - 20));
  const colour = value < 0 ? "var(--negative)" : "var(--positive)";
  return (
    <div className="plot impact-stroke">
      <svg viewBox={`0 0 ${PLANE} ${PLANE}`} preserveAspectRatio="none" aria-hidden="true">
        <path className="w-zero" d={`M${PLANE / 2} -300V1300`} />
        <path d={`M${PLANE / 2} 500H${end}`} stroke={colour} strokeWidth="2" />
        <path d={`M${end} 500h0`} stroke={colour} strokeWidth="8" strokeLinecap={value < 0 ? "square" : "round"} />
      </svg>
    </div>
  );
}

function Arrow() {
  return (
    <>
      <svg className="to" viewBox="0 0 12 8" aria-hidden="true">
        <path d="M.5 4h10M7.5 1l3 3-3 3" />
      </svg>
      <span className="vh"> to </span>
    </>
  );
}

function inWords(rows: readonly ImpactLine[], places: number, correction: boolean): string {
  const moved = rows.map(({ before, after }) => (after ?? 0) - (correction ? (before ?? 0) : 0));
  const gain = moved.filter((by) => by > 0).length;
  const lose = moved.filter((by) => by < 0).length;
  const order =
    places === 0
      ? "Nobody changes place on the leaderboard."
      : `${counted(places, "person changes", "people change")} place on the leaderboard.`;
  const sum = correction
    ? ""
    : "; peer points sum to 0 before rounding. A gain smaller than one’s own average still lowers the score";
  return `${gain} gain, ${lose} lose${sum}. ${order}`;
}
