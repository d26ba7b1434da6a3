import { Seg } from "#components/ui/choices";
import { counted } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { PartWords } from "./part-words";
import { PartsTable } from "./parts-table";
import { isSpot, RULE_WORDS, type ScoreRule } from "./score-rules";
import { SpanChart } from "./span-chart";
import type { Part, ScoredClocks } from "./timeline";

export interface ShownExplanation {
  memberId: string;
  name: string;
  own: boolean;
  rule: ScoreRule;
  stored: number;
  sum: number;
  sameVersion: boolean;
  parts: readonly Part[];
  /** Forecasts made too late to count. */
  late: readonly { at: number; value: number; words?: string }[];
}

interface ScoreExplainedProps {
  questionId: string;
  explained: ShownExplanation;
  /** The rules by which this person has a score here. */
  rules: readonly ScoreRule[];
  outcome: "yes" | "no";
  /** How what was held is told: as a probability of yes, as options, or as a distribution, which has no picture here. */
  kind: "binary" | "options" | "range";
  clocks: ScoredClocks;
  zone: string;
}

/** How many spans are told in sentences; the table has them all. */
const TOLD = 4;
/** How far adding up a handful of numbers in another order may part two equal sums. */
const ROUNDING = 1e-9;

/** One score taken apart: what it was, what made the difference, and every span adding up to it. */
export function ScoreExplained({ questionId, explained, rules, outcome, kind, clocks, zone }: ScoreExplainedProps) {
  const { memberId, name, own, rule, stored, sum, sameVersion, parts, late } = explained;
  const { label, what, way, show } = RULE_WORDS[rule];
  const spot = isSpot(rule);
  const drawn = !spot && kind !== "range";
  const whose = own ? "Your" : `${name}’s`;
  const told = parts.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, TOLD);
  return (
    <section aria-labelledby="explained" className="explained">
      <div className="row between items-baseline flex-wrap">
        <h3 className="sub" id="explained">
          {whose} {inText(label)}: {show(stored)}
        </h3>
        {rules.length > 1 ? (
          <Seg
            label="Score to explain"
            choices={rules.map((one) => ({
              label: RULE_WORDS[one].short,
              href: `/questions/${questionId}?scored=${memberId}&rule=${one.toLowerCase()}#scores`,
              current: one === rule,
            }))}
          />
        ) : null}
      </div>
      <p className="small muted">
        {what}; {way}.
      </p>
      {sameVersion && Math.abs(stored - sum) > ROUNDING ? (
        <Note kind="warn">
          The parts do not add up to the stored score. An admin can recompute the scores; tell them this page.
        </Note>
      ) : null}
      {sameVersion ? null : (
        <Note>The scores are being recomputed by a newer version of the rules. The parts are of the newer one.</Note>
      )}
      <div className={drawn ? "explained-grid" : undefined}>
        {drawn ? (
          <figure className="fig">
            <SpanChart
              rule={rule}
              outcome={outcome}
              parts={parts}
              clocks={clocks}
              late={late}
              own={own}
              zone={zone}
              label={`${counted(parts.length, "span", "spans")} that add up to ${show(stored)}; the table below has each.`}
            />
            <figcaption>
              {kind === "options"
                ? "What was given to what happened; below, what each span earned."
                : rule === "PEER"
                  ? "What was held, and the others’ mean at the same time; below, what each span earned."
                  : "What was held; below, what each span earned."}
            </figcaption>
          </figure>
        ) : null}
        <ul className="stack small ink2">
          {told.map((part) => (
            <li key={part.start}>
              <PartWords part={part} rule={rule} outcome={outcome} own={own} />
            </li>
          ))}
          {parts.length > told.length ? (
            <li className="muted">
              And {counted(parts.length - told.length, "smaller span", "smaller spans")} in the table.
            </li>
          ) : null}
          {spot ? null : <Uncounted late={late.length} stretch={clocks.close < clocks.closesAt} />}
        </ul>
      </div>
      <PartsTable
        rule={rule}
        outcome={outcome}
        parts={parts}
        clocks={clocks}
        stored={stored}
        sum={sum}
        late={spot ? [] : late}
        worded={kind !== "binary"}
      />
    </section>
  );
}

/** What took time or was said, and scored nothing. */
function Uncounted({ late, stretch }: { late: number; stretch: boolean }) {
  return (
    <>
      {late > 0 ? <li>{counted(late, "forecast", "forecasts")} came too late to count.</li> : null}
      {stretch ? (
        <li>From when the answer was known to the scheduled close everybody scores 0; it stays in the weight.</li>
      ) : null}
    </>
  );
}

/** A label inside a sentence: only its first letter gives way, so that Brier stays a name. */
const inText = (label: string) => label.charAt(0).toLowerCase() + label.slice(1);
