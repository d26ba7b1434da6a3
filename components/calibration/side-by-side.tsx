import Link from "next/link";
import { brier, count, counted, percent, signedBrier } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import { TableWrap } from "#components/ui/table";
import type { CorpDecomposition } from "#core/calibration/corp";
import type { CalibrationSummary } from "#core/calibration/murphy";
import { inSentence } from "./record-name";

/** One line of figures: a record, or a way to make one number of the crowd. */
export interface RecordLine {
  readonly name: string;
  /** Leads to its own diagram; null for the one that is shown. */
  readonly href: string | null;
  readonly questions: number;
  readonly forecasts: number;
  readonly figures: {
    readonly corp: CorpDecomposition;
    readonly summary: CalibrationSummary;
    readonly bold: number;
  } | null;
}

/** Records in a table: what each scored, what of it was lost to miscalibration and earned by discrimination. */
export function RecordLines({ label, lines }: { label: string; lines: readonly RecordLine[] }) {
  return (
    <TableWrap label={label}>
      <table className="table record-lines">
        <caption className="vh">{label}</caption>
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col" className="num">
              Questions
            </th>
            <th scope="col" className="num">
              Brier
            </th>
            <th scope="col" className="num">
              Miscali&shy;bration
            </th>
            <th scope="col" className="num">
              Discrimi&shy;nation
            </th>
            <th scope="col" className="num">
              Bold, %
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, href, questions, figures }) => (
            <tr key={name}>
              <th scope="row">{href ? <Link href={href}>{name}</Link> : name}</th>
              <td className="num">{count(questions)}</td>
              <td className="num">{figures ? brier(figures.corp.brier) : "–"}</td>
              <td className="num">{figures ? brier(figures.corp.miscalibration) : "–"}</td>
              <td className="num">{figures ? brier(figures.corp.discrimination) : "–"}</td>
              <td className="num">{figures ? Math.round(figures.bold * 100) : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}

interface VersusProps {
  lines: readonly [RecordLine, RecordLine];
  /** On the questions that both have; null where they share none, as two periods do. */
  comparison: { readonly questions: number; readonly difference: number; readonly apart: boolean | null } | null;
}

/** Two records side by side, and whether they can be told apart. */
export function Versus({ lines, comparison }: VersusProps) {
  const [first, second] = lines;
  return (
    <section>
      <SecHead title="Side by side">
        <span className="small muted">Brier, 0–1, lower is better</span>
      </SecHead>
      <RecordLines label={`${first.name} and ${second.name}`} lines={lines} />
      <p className="body mt-3">{versusInWords(first.name, second.name, lines, comparison)}</p>
    </section>
  );
}

function versusInWords(
  first: string,
  second: string,
  [a, b]: VersusProps["lines"],
  comparison: VersusProps["comparison"],
): string {
  if (!a.figures || !b.figures) return `${a.figures ? second : first} has no forecast to compare.`;
  if (!comparison) {
    const [from, to] = [a.figures.corp.uncertainty, b.figures.corp.uncertainty];
    return `They share no question, so a difference may be one of the questions: uncertainty is ${brier(from)} in the first and ${brier(to)} in the second. Miscalibration is what can be compared.`;
  }
  const { questions, difference, apart } = comparison;
  const better = inSentence(difference < 0 ? first : second);
  const by = signedBrier(Math.abs(difference)).replace("+", "");
  const shared = `On the ${counted(questions, "question", "questions")} that both answered, the Brier score of ${better} is ${by} lower.`;
  if (apart === null) return `${shared} So few questions cannot tell them apart.`;
  return apart
    ? `${shared} Resampling the questions tells them apart (${percent(0.9)}).`
    : `${shared} Resampling the questions cannot tell them apart (${percent(0.9)}).`;
}
