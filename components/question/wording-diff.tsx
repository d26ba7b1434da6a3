import { DiffText } from "#components/ui/diff-text";
import { Time } from "#components/ui/time";

/** What a version of a question says. */
export interface WordingFacts {
  title: string;
  criteria: string;
  source: string;
  baseRate: string | null;
  opensAt: Date;
  closesAt: Date;
}

const WORDS = [
  ["Question", "title"],
  ["Resolves by", "criteria"],
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
  const clocks = CLOCKS.filter(([, name]) => before[name].getTime() !== after[name].getTime());
  if (words.length + clocks.length === 0) return <p className="small muted">Nothing is worded differently.</p>;
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
