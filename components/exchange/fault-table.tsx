import { Pager } from "#components/team/pager";
import { SecHead } from "#components/ui/sec-head";
import { TableWrap } from "#components/ui/table";

interface FaultTableProps {
  importId: string;
  rows: readonly { number: number; path: string; message: string; bounds: boolean }[];
  page: number;
  pages: number;
}

/** What is wrong in a file, a page at a time, and all of it as a file. */
export function FaultTable({ importId, rows, page, pages }: FaultTableProps) {
  return (
    <section aria-labelledby="faults">
      <SecHead title="What is wrong, and where" id="faults">
        <a className="small" href={`/exchange/imports/${importId}/faults`} download>
          All of it as a CSV
        </a>
      </SecHead>
      <TableWrap label="Faults">
        <table className="table fault-table">
          <thead>
            <tr>
              <th scope="col">Where</th>
              <th scope="col">What</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ number, path, message, bounds }) => (
              <tr key={number}>
                <th scope="row" className="num">
                  {path}
                </th>
                <td>
                  {bounds ? message.replace(/; --bounds=record.*$/, ": refused, or recorded at the nearest") : message}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      <Pager page={page} pages={pages} href={(to) => `/exchange/imports/${importId}?faults=${to}#faults`} />
    </section>
  );
}
