import Link from "next/link";
import { EmptyState } from "#components/ui/empty-state";
import { count, counted } from "#components/ui/format";
import { TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";
import { type ImportState, STATE_WORDS } from "./words";

interface ListedImport {
  id: string;
  fileName: string;
  state: ImportState;
  createdAt: Date;
  by: string | null;
  undoneAt: Date | null;
  undoneBy: string | null;
  forecasts: number | null;
  faults: number;
}

/** Who brought what, when, and what became of it. */
export function ImportList({ imports }: { imports: readonly ListedImport[] }) {
  if (imports.length === 0)
    return (
      <EmptyState title="Nothing has been imported yet">
        Bring the team’s past forecasts, and boards and calibration begin with them.
      </EmptyState>
    );
  return (
    <TableWrap label="Imports">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">By</th>
            <th scope="col">When</th>
            <th scope="col" className="num">
              Forecasts
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {imports.map(({ id, fileName, state, createdAt, by, undoneAt, undoneBy, forecasts, faults }) => (
            <tr key={id} data-item>
              <th scope="row">
                <Link href={`/exchange/imports/${id}`}>{fileName.replaceAll("\n", ", ")}</Link>
              </th>
              <td>{by ?? "Command"}</td>
              <td>
                <Time at={createdAt} show="minute" />
              </td>
              <td className="num">{forecasts === null ? "–" : count(forecasts)}</td>
              <td>
                {state === "CHECKED" && faults > 0 ? counted(faults, "fault", "faults") : STATE_WORDS[state]}
                {undoneAt ? (
                  <span className="muted">
                    {" "}
                    <Time at={undoneAt} />
                    {undoneBy ? `, ${undoneBy}` : ""}
                  </span>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
