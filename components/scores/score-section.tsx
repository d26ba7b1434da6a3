import Link from "next/link";
import { wholeShare } from "#components/ui/format";
import { TableWrap } from "#components/ui/table";
import type { WhyNoScore } from "#core/scoring/why-no-score";
import { ScoreExplained, type ShownExplanation } from "./score-explained";
import { RULE_WORDS, type ScoreRule } from "./score-rules";
import type { ScoredClocks } from "./timeline";
import { WhyWords } from "./why-words";

interface PersonLine {
  memberId: string | null;
  name: string;
  own: boolean;
  scores: Partial<Record<ScoreRule, number>>;
  attendance: number | null;
  why: WhyNoScore | null;
}

export interface ScoreSectionProps {
  questionId: string;
  sheet: {
    /** What the shares in the explanation are of; null without a verdict. */
    outcome: "yes" | "no" | null;
    kind: "binary" | "options" | "range";
    clocks: { opensAt: number; closesAt: number };
    close: number;
    people: readonly PersonLine[];
    rules: readonly ScoreRule[];
    explained: ShownExplanation | null;
  };
  zone: string;
}

/** Everybody's scores on a question, and one of them taken apart. Before a verdict: why there is none. */
export function ScoreSection({ questionId, sheet, zone }: ScoreSectionProps) {
  const { outcome, kind, clocks, close, people, rules, explained } = sheet;
  if (rules.length === 0) {
    const [first] = people;
    return (
      <p className="body ink2">
        {first?.why ? <WhyWords why={first.why} own={first.own} /> : "Nobody has a score on this question."}
      </p>
    );
  }
  const scored: ScoredClocks = { opensAt: clocks.opensAt, closesAt: clocks.closesAt, close };
  return (
    <div className="stack-6">
      <ScoresTable questionId={questionId} people={people} rules={rules} chosen={explained?.memberId ?? null} />
      {explained && outcome ? (
        <ScoreExplained
          questionId={questionId}
          explained={explained}
          rules={rules.filter((rule) =>
            people.some(({ memberId, scores }) => memberId === explained.memberId && scores[rule] !== undefined),
          )}
          outcome={outcome}
          kind={kind}
          clocks={scored}
          zone={zone}
        />
      ) : null}
    </div>
  );
}

interface ScoresTableProps {
  questionId: string;
  people: readonly PersonLine[];
  rules: readonly ScoreRule[];
  chosen: string | null;
}

function ScoresTable({ questionId, people, rules, chosen }: ScoresTableProps) {
  return (
    <TableWrap label="Everybody’s scores">
      <table className="table scores">
        <thead>
          <tr>
            <th scope="col">Person</th>
            {rules.map((rule) => (
              <th key={rule} scope="col" className="num" title={`${RULE_WORDS[rule].label}: ${RULE_WORDS[rule].way}`}>
                {RULE_WORDS[rule].short}
              </th>
            ))}
            <th scope="col" className="num">
              Attendance, %
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map(({ memberId, name, own, scores, attendance, why }, at) => (
            <tr key={memberId ?? `${name} ${at}`} className={own ? "me" : undefined}>
              <th scope="row">
                {why || memberId === null ? (
                  name
                ) : (
                  <Link
                    href={`/questions/${questionId}?scored=${memberId}#scores`}
                    scroll={false}
                    aria-current={memberId === chosen ? "true" : undefined}
                  >
                    {name}
                    <span className="vh">: how the score came about</span>
                  </Link>
                )}
                {own && name !== "You" ? <span className="muted"> (you)</span> : null}
              </th>
              {why ? (
                <td colSpan={rules.length + 1} className="small muted">
                  <WhyWords why={why} own={own} />
                </td>
              ) : (
                <>
                  {rules.map((rule) => {
                    const value = scores[rule];
                    return (
                      <td key={rule} className="num">
                        {value === undefined ? "–" : RULE_WORDS[rule].show(value)}
                      </td>
                    );
                  })}
                  <td className="num">{attendance === null ? "–" : wholeShare(attendance)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableWrap>
  );
}
