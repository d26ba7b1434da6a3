import Link from "next/link";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { Relation } from "#core/coherence";
import { type Names, numberOf, relationSentence } from "./broken-words";
import { RelationActs } from "./relation-acts";

export interface ListedRelation {
  id: string;
  kind: "EXCLUSIVE" | "EXHAUSTIVE" | "IMPLIES" | "CONDITIONAL";
  scenarioIds: readonly string[];
  declaredAt: Date;
  declaredBy: string | null;
  deadlinesConfirmed: boolean;
  state: "stands" | "rests" | "suspended" | "withdrawn";
  why: string | null;
  changes: readonly {
    act: "WITHDRAWN" | "RESTORED" | "SUSPENDED";
    reason: string | null;
    by: string | null;
    at: Date;
  }[];
}

interface RelationListProps {
  briefId: string;
  relations: readonly ListedRelation[];
  names: Names;
  mayWrite: boolean;
}

/** Every relation that was declared, those that hold first, each with what became of it. */
export function RelationList({ briefId, relations, names, mayWrite }: RelationListProps) {
  const inOrder = relations.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <ul className="mt-2" aria-label="Declared relations">
      {inOrder.map((relation) => (
        <li key={relation.id} className="relation" data-item data-live>
          <div className="row between items-start">
            <p className="body">
              {sentenceOf(relation, names)} <StateTag state={relation.state} />
            </p>
            {mayWrite ? (
              <RelationActs
                briefId={briefId}
                relationId={relation.id}
                stands={relation.state === "stands"}
                withdrawn={relation.state === "withdrawn"}
                label={sentenceOf(relation, names)}
              />
            ) : null}
          </div>
          <p className="small muted">
            {relation.scenarioIds.map((id, i) => (
              <span key={id}>
                {i > 0 ? " · " : ""}
                {numberOf(names)(id)}.{" "}
                <Link href={`/scenarios/${id}`}>{names[id]?.statement ?? "Another scenario"}</Link>
              </span>
            ))}
          </p>
          {relation.why ? <p className="small ink2">{relation.why}</p> : null}
          <History relation={relation} />
        </li>
      ))}
    </ul>
  );
}

const ORDER = ["stands", "rests", "suspended", "withdrawn"];
const WORDS = { stands: "holds", rests: "rests", suspended: "suspended", withdrawn: "withdrawn" } as const;

function StateTag({ state }: { state: ListedRelation["state"] }) {
  return state === "stands" ? null : <Tag>{WORDS[state]}</Tag>;
}

export function sentenceOf(relation: Pick<ListedRelation, "kind" | "scenarioIds">, names: Names): string {
  const { kind, scenarioIds } = relation;
  const [from = "", to = ""] = scenarioIds;
  if (kind === "CONDITIONAL")
    return `How likely ${numberOf(names)(to)} is depends on ${numberOf(names)(from)}: asked as a conditional question.`;
  const rule: Relation =
    kind === "IMPLIES"
      ? { kind: "implies", from, to }
      : { kind: kind === "EXCLUSIVE" ? "exclusive" : "exhaustive", scenarios: scenarioIds };
  return relationSentence(rule, names);
}

const ACTS = { WITHDRAWN: "Withdrawn", RESTORED: "Taken up again", SUSPENDED: "Suspended" } as const;

function History({ relation: { declaredAt, declaredBy, deadlinesConfirmed, changes } }: { relation: ListedRelation }) {
  return (
    <p className="small muted">
      {changes.map(({ act, by, at }) => (
        <span key={at.toISOString()}>
          {ACTS[act]}
          {by ? ` by ${by}` : ""} <Time at={at} />.{" "}
        </span>
      ))}
      {declaredBy ? `Declared by ${declaredBy}` : "Came with an import"} <Time at={declaredAt} />
      {deadlinesConfirmed && declaredBy ? ", confirmed for different closes" : ""}.
    </p>
  );
}
