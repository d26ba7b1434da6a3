import { TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { refusalInWords } from "./audit-words";

interface AuditLine {
  id: string;
  at: Date;
  action: string;
  by: string | null;
  /** For whom they stood in when they did it. */
  deputyFor: string | null;
  network: string | null;
  team: string | null;
  subjectId: string | null;
  /** The name of the person whom the entry is about, where it is about one. */
  about: string | null;
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
              <td>
                {row.by ?? "nobody signed in"}
                {row.deputyFor === null ? null : <>, as deputy for {row.deputyFor}</>}
                {row.network === null ? null : <span className="small muted block">from {row.network}</span>}
              </td>
              <td>
                <code>{row.action}</code>
                {refusalInWords(row.action, row.detail) === null ? null : (
                  <span className="block">
                    <Tag kind="warn">refused</Tag>
                  </span>
                )}
              </td>
              <td>{row.team ?? ""}</td>
              <td className="small min-w-56">
                {refusalInWords(row.action, row.detail) ?? inWords(row.detail)}
                <Subject {...row} href={subjectHref} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

function Subject({
  subjectId,
  about,
  href,
}: Pick<AuditLine, "subjectId" | "about"> & { href: (id: string) => string }) {
  if (subjectId === null) return null;
  return (
    <a className="muted block break-all" href={href(subjectId)}>
      <span className="vh">All about </span>
      {about ?? subjectId}
    </a>
  );
}

/** "role: LEAD, days: 7". */
function inWords(detail: unknown): string {
  if (typeof detail !== "object" || detail === null) return "";
  return Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(", ");
}
