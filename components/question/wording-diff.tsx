import { DiffText } from "#components/ui/diff-text";
import { Time } from "#components/ui/time";

/** What a version of a question says. */
export interface WordingFacts {
  title: string;
  criteria: string;
  source: string;
  baseRate: string | null;
  /** Of a multiple choice question. */
  options?: readonly string[];
  opensAt: Date;
  closesAt: Date;
}

const WORDS = [
  ["Question", "title"],
  ["Criteria", "criteria"],
  ["Answer read from", "source"],
  ["Base rate", "baseRate"],
] as const;
const CLOCKS = [
  ["Forecasts count from", "opensAt"],
  ["Closes", "closesAt"],
] as const;

/** What changed from one wording to another, part by part; parts that stayed are not repeated. */
export function WordingDiff({ before, after }: { before: WordingFacts; after: WordingFacts }) {
  const words = WORDS.filter(([, name]) => (before[name] ?? "") !== (after[name] ?? ""));
  const [had, has] = [(before.options ?? []).join("\n"), (after.options ?? []).join("\n")];
  const clocks = CLOCKS.filter(([, name]) => before[name].getTime() !== after[name].getTime());
  if (words.length + clocks.length === 0 && had === has)
    return <p className="small muted">Nothing is worded differently.</p>;
  return (
    <dl className="stack-4 max-w-[40rem]">
      {words.map(([label, name]) => (
        <div key={name}>
          <dt className="small muted">{label}</dt>
          <dd className="body">
            <DiffText before={before[name] ?? ""} after={after[name] ?? ""} />
          </dd>
        </div>
      ))}
      {had === has ? null : (
        <div>
          <dt className="small muted">Options</dt>
          <dd className="body">
            <DiffText before={had} after={has} />
          </dd>
        </div>
      )}
      {clocks.map(([label, name]) => (
        <div key={name}>
          <dt className="small muted">{label}</dt>
          <dd className="body diff">
            <del>
              <Time at={before[name]} show="minute" />
            </del>{" "}
            <ins>
              <span className="vh">now </span>
              <Time at={after[name]} show="minute" />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
