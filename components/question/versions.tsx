import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import { WordingDiff, type WordingFacts } from "./wording-diff";

interface Version extends WordingFacts {
  number: number;
  amendment: "CLARIFICATION" | "CLOSE_MOVED" | null;
  reason: string | null;
  by: string | null;
  at: Date;
}

const KIND = { CLARIFICATION: "clarification", CLOSE_MOVED: "close moved" } as const;

/** Every wording a question had, newest first, each with what it changed; a forecast answers the one in force when it was made. */
export function Versions({ versions }: { versions: readonly Version[] }) {
  return (
    <ol className="stack-4" reversed>
      {versions.map((version, i) => {
        const { number, title, reason, closesAt, by, at, amendment } = version;
        const before = versions[i + 1];
        return (
          <li key={number} className="body" id={`version-${number}`}>
            <span className="b">Version {number}</span> {amendment ? <Tag>{KIND[amendment]}</Tag> : null} {title}
            <p className="small muted">
              <Time at={at} show="minute" />
              {by ? ` by ${by}` : ""} · closes <Time at={closesAt} show="minute" />
              {reason ? ` · ${reason}` : ""}
            </p>
            {before ? (
              <details className="data">
                <summary>What changed from version {before.number}</summary>
                <WordingDiff before={before} after={version} />
              </details>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
