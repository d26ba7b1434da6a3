import Link from "next/link";
import { verdictStamp } from "#components/resolution/outcome";
import { Pager } from "#components/team/pager";
import { count, counted, points, signedBrier } from "#components/ui/format";
import { SecHead } from "#components/ui/sec-head";
import { Stamp } from "#components/ui/stamp";
import { TableWrap } from "#components/ui/table";
import { Time } from "#components/ui/time";
import type { OutcomeKind } from "#core/outcome";
import { type BoardScore, SCORE_NAME } from "./board-line";

interface CountedQuestion {
  id: string;
  title: string;
  outcome: OutcomeKind;
  said: string;
  effectiveClose: number;
  people: number;
  crowd: number | null;
}

interface CountedQuestionsProps {
  /** Those of this page of the list. */
  questions: readonly CountedQuestion[];
  total: number;
  score: BoardScore;
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  closeHref: string;
}

/** Which questions a board counts, each with its forecasts a press away. */
export function CountedQuestions({ questions, total, score, page, pages, hrefOf, closeHref }: CountedQuestionsProps) {
  const format = score === "relative_brier" ? signedBrier : points;
  return (
    <section id="counted" className="mt-10" aria-labelledby="counted-title">
      <SecHead title={counted(total, "question counts", "questions count")} id="counted-title">
        <Link className="small" href={closeHref} scroll={false}>
          Fold away
        </Link>
      </SecHead>
      <TableWrap label="Questions that count">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Question</th>
              <th scope="col">Outcome</th>
              <th scope="col">Closed</th>
              <th scope="col" className="num">
                People
              </th>
              <th scope="col" className="num">
                Crowd, median:
                <br />
                {SCORE_NAME[score].toLowerCase()}
              </th>
            </tr>
          </thead>
          <tbody>
            {questions.map(({ id, title, outcome, said, effectiveClose, people, crowd }) => (
              <tr key={id}>
                <th scope="row" className="serif font-normal">
                  <Link href={`/questions/${id}#scores`}>{title}</Link>
                </th>
                <td>
                  <Stamp kind={verdictStamp(outcome)}>{said}</Stamp>
                </td>
                <td className="nw">
                  <Time at={effectiveClose} />
                </td>
                <td className="num">{count(people)}</td>
                <td className="num">{crowd === null ? "–" : format(crowd)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableWrap>
      <p className="hint">
        Closed: the day on which the answer became known, or the scheduled close if that came first. Void and ambiguous
        questions count for nobody.
      </p>
      <Pager page={page} pages={pages} href={hrefOf} />
    </section>
  );
}
