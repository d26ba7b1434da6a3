import Link from "next/link";
import { bare, list } from "#components/ui/format";
import { Icon } from "#components/ui/icons";
import { TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import type { Relation } from "#core/coherence";
import { brokenSentence, type Names, numberOf } from "./broken-words";

type Cell = number | "hidden" | "none";

interface Row {
  memberId: string | null;
  name: string;
  own: boolean;
  cells: readonly Cell[];
  sums: readonly (number | null)[];
  breaks: readonly { relation: Relation; excess: number }[];
  coherent: boolean;
}

interface PeopleMatrixProps {
  columns: readonly { scenarioId: string; questionId: string; number: number; statement: string }[];
  sums: readonly { kind: "exclusive" | "exhaustive"; scenarioIds: readonly string[] }[];
  rows: readonly Row[];
  crowd: Row | null;
  names: Names;
}

/** Everybody's numbers on a set, as far as the reader may see them, with what they add up to and what they break. */
export function PeopleMatrix({ columns, sums, rows, crowd, names }: PeopleMatrixProps) {
  const ids = columns.map(({ scenarioId }) => scenarioId);
  const broken = [...rows, ...(crowd ? [crowd] : [])].filter(({ coherent }) => !coherent);
  return (
    <>
      <TableWrap label="Numbers of a scenario set">
        <table className="table set-matrix">
          <caption className="vh">Probabilities by person and scenario, %</caption>
          <thead>
            <tr>
              <th scope="col">Person, %</th>
              {columns.map(({ questionId, number, statement }) => (
                <th key={questionId} scope="col" className="num">
                  <Link href={`/questions/${questionId}`} title={statement}>
                    {number}
                    <span className="vh">. {statement}</span>
                  </Link>
                </th>
              ))}
              {sums.map(({ kind, scenarioIds }) => (
                <th key={`${kind} ${scenarioIds.join()}`} scope="col" className="num">
                  {scenarioIds.map(numberOf(names)).join(" + ")}
                  <br />
                  <span className="muted font-normal">{kind === "exclusive" ? "≤ 100" : "≥ 100"}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <MatrixRow key={row.memberId} row={row} columns={columns} sums={sums} />
            ))}
            {crowd ? <MatrixRow row={crowd} columns={columns} sums={sums} /> : null}
          </tbody>
        </table>
      </TableWrap>
      {broken.length > 0 ? (
        <ul className="stack small mt-3">
          {broken.map((row) => (
            <li key={row.name}>
              <b>{row.name}:</b> {breaksOf(row, ids, names)}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function MatrixRow({ row, columns, sums }: { row: Row } & Pick<PeopleMatrixProps, "columns" | "sums">) {
  return (
    <tr className={row.own ? "me" : row.memberId === null ? "crowdrow" : undefined}>
      <th scope="row" className="nw">
        {row.name} {row.own ? <Tag kind="you">you</Tag> : null}
        {row.coherent ? null : (
          <>
            {" "}
            <Icon name="warn" /> <span className="small">incoherent</span>
          </>
        )}
      </th>
      {columns.map(({ questionId }, k) => (
        <td key={questionId} className="num">
          <CellText cell={row.cells[k] ?? "none"} />
        </td>
      ))}
      {row.sums.map((sum, k) => {
        const { kind, scenarioIds } = sums[k] ?? { kind: "exclusive", scenarioIds: [] };
        const off = sum === null ? 0 : kind === "exclusive" ? sum - 1 : 1 - sum;
        return (
          <td key={`${kind} ${scenarioIds.join()}`} className={off > 1e-4 ? "num b" : "num"}>
            {sum === null ? "–" : bare(sum)}
            {off > 1e-4 ? <span className="nw"> {kind === "exclusive" ? "too much" : "too little"}</span> : null}
          </td>
        );
      })}
    </tr>
  );
}

function CellText({ cell }: { cell: Cell }) {
  if (cell === "hidden") return <span className="muted">hidden</span>;
  if (cell === "none")
    return (
      <span className="muted">
        –<span className="vh">no forecast</span>
      </span>
    );
  return bare(cell);
}

function breaksOf({ cells, breaks }: Row, ids: readonly string[], names: Names): string {
  if (breaks.length === 0) return "no single relation is broken, but the relations together are.";
  const numbers = new Map(
    ids.flatMap((id, k) => {
      const cell = cells[k];
      return typeof cell === "number" ? [[id, cell] as const] : [];
    }),
  );
  return breaks.map((violation) => brokenSentence(violation, numbers, names)).join(" ");
}

/** What of the set is hidden, in a sentence; null where nothing is. */
export function hiddenSentence({ columns, rows }: Pick<PeopleMatrixProps, "columns" | "rows">): string | null {
  const hidden = columns.filter((_, k) => rows.some(({ cells }) => cells[k] === "hidden"));
  if (hidden.length === 0) return null;
  return `Numbers on ${list(hidden.map(({ number }) => String(number)))} show after their reveal.`;
}
