import Link from "next/link";
import { count, counted, percent, wholeShare } from "#components/ui/format";
import type { ApartLine } from "./board-line";
import { PersonName } from "./board-table";

interface ApartRowsProps {
  lines: readonly ApartLine[];
  minimums: { questions: number; attendance: number };
  teams: boolean;
  hrefOf: (memberId: string | null) => string;
}

/** Who falls short of a minimum: apart from the ranks, never hidden, with what is missing. */
export function ApartRows({ lines, minimums, teams, hrefOf }: ApartRowsProps) {
  if (lines.length === 0) return null;
  return (
    <tbody>
      <tr className="bandhead">
        <th colSpan={8} scope="rowgroup">
          Listed apart <span>· {minimumWords(minimums)}</span>
        </th>
      </tr>
      {lines.map((line) => (
        <tr key={line.key} className={line.own ? "me" : undefined}>
          <td className="rk none muted">no rank</td>
          <th scope="row">
            <PersonName line={line} teams={teams} href={hrefOf(line.memberId)} />
          </th>
          <td className="num muted">–</td>
          <td className="fp small muted">{missing(line, minimums)}</td>
          <td className="num wide">
            <Link className="figure" href={hrefOf(line.memberId)}>
              {count(line.questions)}
            </Link>
          </td>
          <td className="num wide">{wholeShare(line.attendance)}</td>
          <td className="num wide w" />
          <td className="trend wide w" />
        </tr>
      ))}
    </tbody>
  );
}

function minimumWords({ questions, attendance }: ApartRowsProps["minimums"]): string {
  const least = questions > 0 ? [`fewer than ${counted(questions, "question", "questions")}`] : [];
  const shares = attendance > 0 ? [`attendance below ${percent(attendance / 100)}`] : [];
  return [...least, ...shares].join(" or ");
}

function missing({ short, questions, attendance }: ApartLine, minimums: ApartRowsProps["minimums"]): string {
  const more = counted(minimums.questions - questions, "more question", "more questions");
  return [
    short.includes("questions") ? `${more} to a rank` : "",
    short.includes("attendance") ? `attended ${percent(attendance)} of the time` : "",
  ]
    .filter(Boolean)
    .join(", ");
}
