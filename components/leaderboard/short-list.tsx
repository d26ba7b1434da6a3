import { counted, percent } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import { type BoardLine, PersonName } from "./board-table";

/** Who falls short of a minimum: apart from the ranks, never hidden. */
export function ShortList({
  lines,
  teams,
}: {
  lines: readonly (BoardLine & { short: readonly ("questions" | "attendance")[] })[];
  teams: boolean;
}) {
  if (lines.length === 0) return null;
  return (
    <section className="mt-8">
      <SecHead title="Not ranked yet" />
      <ul className="stack body">
        {lines.map((line) => (
          <li key={line.memberId}>
            <PersonName line={line} teams={teams} />{" "}
            <span className="small muted">
              {line.short.includes("questions") ? `${counted(line.questions, "question", "questions")} so far` : null}
              {line.short.length === 2 ? ", " : null}
              {line.short.includes("attendance") ? `attended ${percent(line.attendance)} of the time` : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
