import { TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";

interface AuditLine {
  id: string;
  at: Date;
  action: string;
  by: string | null;
  team: string | null;
  subjectId: string | null;
  detail: unknown;
}

/** Entries of the audit log. A subject leads to everything that was done with it. */
export function AuditTable({ rows, subjectHref }: { rows: readonly AuditLine[]; subjectHref: (id: string) => string }) {
  return (
    <TableWrap label="Audit log">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Team</th>
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="whitespace-nowrap">
                <Time at={row.at} show="minute" />
              </td>
              <td>{row.by ?? "nobody signed in"}</td>
              <td>
                <code>{row.action}</code>
              </td>
              <td>{row.team ?? ""}</td>
              <td className="small min-w-56">
                {inWords(row.detail)}
                {row.subjectId ? (
                  <a className="muted block break-all" href={subjectHref(row.subjectId)}>
                    <span className="vh">All about </span>
                    {row.subjectId}
                  </a>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

/** "role: LEAD, days: 7". */
function inWords(detail: unknown): string {
  if (typeof detail !== "object" || detail === null) return "";
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
