import { counted, points } from "#components/ui/format";
import { TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";

export interface Change {
  memberId: string;
  name: string;
  own: boolean;
  before: number | null;
  after: number | null;
}

/** Before and after of everybody whose score a correction moved. */
export function ChangesTable({ version, changes }: { version: number; changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="small muted">Nobody’s score moved.</p>;
  return (
    <details className="data" open={changes.length <= 12}>
      <summary>{counted(changes.length, "score", "scores")} moved: before and after</summary>
      <TableWrap label={`Scores before and after version ${version}`}>
        <table className="table changes">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col" className="num">
                Before
              </th>
              <th scope="col" className="num">
                After
              </th>
              <th scope="col" className="num">
                Change
              </th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ memberId, name, own, before, after }) => (
              <tr key={memberId} className={own ? "me" : undefined}>
                <th scope="row">
                  {name} {own ? <Tag kind="you">you</Tag> : null}
                </th>
                <td className="num">{before === null ? "none" : points(before, 2)}</td>
                <td className="num">{after === null ? "none" : points(after, 2)}</td>
                <td className="num">{before === null || after === null ? "" : points(after - before, 2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      <p className="hint">Peer points, worked out from the forecasts under either version.</p>
    </details>
  );
}
