import Link from "next/link";
import { brier, percent } from "#components/ui/format";
import { TableWrap } from "#components/ui/table";

export interface OverviewTeam {
  readonly id: string;
  readonly name: string;
  readonly open: number;
  readonly overdue: number;
  readonly answered: number | null;
  readonly record: { readonly questions: number; readonly crowd: number } | null;
}

/** Several teams, each in a line that leads to its own overview. */
export function TeamLines({ teams }: { teams: readonly OverviewTeam[] }) {
  return (
    <TableWrap label="Teams">
      <table className="table team-lines">
        <thead>
          <tr>
            <th scope="col">Team</th>
            <th scope="col" className="num">
              Open
            </th>
            <th scope="col" className="num">
              Overdue
            </th>
            <th scope="col" className="num">
              Answered
            </th>
            <th scope="col" className="num">
              Crowd’s Brier
            </th>
            <th scope="col" className="num">
              on questions
            </th>
          </tr>
        </thead>
        <tbody>
          {teams.map(({ id, name, open, overdue, answered, record }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/overview?team=${id}`}>{name}</Link>
              </th>
              <td className="num">{open}</td>
              <td className="num">{overdue}</td>
              <td className="num">{answered === null ? "–" : percent(Math.round(answered * 100) / 100)}</td>
              <td className="num">
                {record ? <Link href={`/calibration?team=${id}&who=median`}>{brier(record.crowd)}</Link> : "–"}
              </td>
              <td className="num">{record?.questions ?? 0}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
