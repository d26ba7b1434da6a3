import Link from "next/link";
import { Tag } from "#components/ui/tag";

type Kind = "EXCLUSIVE" | "EXHAUSTIVE" | "IMPLIES" | "CONDITIONAL";

interface RelationsThenProps {
  relations: readonly {
    id: string;
    kind: Kind;
    state: "stands" | "rests" | "suspended" | "withdrawn";
    why: string | null;
    scenarios: readonly { id: string; statement: string }[];
  }[];
  at: number;
}

const WORDS: Record<Kind, string> = {
  EXCLUSIVE: "At most one of these comes to pass",
  EXHAUSTIVE: "At least one of these comes to pass",
  IMPLIES: "The first brings the second with it",
  CONDITIONAL: "The second is asked given the first",
};

/** The declared relations of a scenario as they stood, in words. */
export function RelationsThen({ relations, at }: RelationsThenProps) {
  if (relations.length === 0) return <p className="small muted">No relation was declared.</p>;
  return (
    <ul className="small stack-4">
      {relations.map(({ id, kind, state, why, scenarios }) => (
        <li key={id}>
          {WORDS[kind]} {state === "stands" ? null : <Tag kind="warn">{why ? `${state}: ${why}` : state}</Tag>}
          <ol className="stack mt-1">
            {scenarios.map((scenario) => (
              <li key={scenario.id}>
                <Link href={`/scenarios/${scenario.id}?at=${new Date(at).toISOString()}`}>{scenario.statement}</Link>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ul>
  );
}
