import Link from "next/link";
import { Tag } from "#components/ui/tag";
import { type Names, numberOf } from "./broken-words";
import { type ListedRelation, sentenceOf } from "./relation-list";

export interface ShownCondition {
  questionId: string;
  holds: boolean;
  antecedent: { questionId: string; number: number; title: string };
  consequent: { questionId: string; number: number; title: string };
}

interface ScenarioRelationsProps {
  relations: readonly ListedRelation[];
  names: Names;
  conditionals: readonly ShownCondition[];
}

/** What is declared of one scenario, and what is asked under its condition or under another's. */
export function ScenarioRelations({ relations, names, conditionals }: ScenarioRelationsProps) {
  if (relations.length === 0 && conditionals.length === 0)
    return <p className="small muted">Nothing is declared of this scenario.</p>;
  return (
    <ul className="stack small">
      {relations.map((relation) => (
        <li key={relation.id} data-live>
          {sentenceOf(relation, names)} {relation.state === "stands" ? null : <Tag>{relation.state}</Tag>}
          <br />
          <span className="muted">
            {relation.scenarioIds.map((id, i) => (
              <span key={id}>
                {i > 0 ? " · " : ""}
                {numberOf(names)(id)}. <Link href={`/scenarios/${id}`}>{names[id]?.statement}</Link>
              </span>
            ))}
          </span>
        </li>
      ))}
      {conditionals.map(({ questionId, holds, antecedent, consequent }) => (
        <li key={questionId} data-live>
          <Link href={`/questions/${questionId}`}>
            How likely {consequent.number} is if {antecedent.number} {holds ? "comes true" : "does not"}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** On the page of a conditional question: the two that it depends on. */
export function ConditionNote({ condition }: { condition: ShownCondition | null }) {
  if (!condition) return null;
  const { antecedent, consequent, holds } = condition;
  return (
    <div className="note info">
      Asked under the condition that <Link href={`/questions/${antecedent.questionId}`}>{antecedent.title}</Link> is
      answered {holds ? "yes" : "no"}. It then takes the verdict on{" "}
      <Link href={`/questions/${consequent.questionId}`}>{consequent.title}</Link>; otherwise it is void.
    </div>
  );
}
