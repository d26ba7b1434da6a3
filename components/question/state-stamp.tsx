import { Stamp, type StampKind } from "#components/ui/stamp";
import { Tag } from "#components/ui/tag";
import type { QuestionState } from "#core/resolution";

interface StateStampProps {
  state: QuestionState;
  /** What is proposed or confirmed, where there is a verdict. */
  outcome?: "yes" | "no" | "void" | "ambiguous" | null;
  /** Whether its proposer confirmed it alone: said wherever the verdict is. */
  singleHanded?: boolean | undefined;
}

export const OUTCOME_WORDS = { yes: "Yes", no: "No", void: "Void", ambiguous: "Ambiguous" } as const;

function stampOf({ state, outcome }: StateStampProps): { kind: StampKind; words: string } {
  switch (state) {
    case "DRAFT":
      return { kind: "open", words: "Draft" };
    case "OPEN":
      return { kind: "open", words: "Open" };
    case "CLOSED":
      return { kind: "open", words: "Closed" };
    case "PROPOSED":
      return { kind: "wait", words: outcome ? `${OUTCOME_WORDS[outcome]} proposed` : "Proposed" };
    case "RESOLVED":
      if (outcome === "yes" || outcome === "no") return { kind: outcome, words: `Resolved ${OUTCOME_WORDS[outcome]}` };
      return { kind: "yes", words: "Resolved" };
    case "VOID":
      return { kind: "open", words: "Void" };
    case "AMBIGUOUS":
      return { kind: "open", words: "Ambiguous" };
  }
}

/** Where a question stands: yes filled, no hollow, a proposal waiting, everything undecided or annulled dashed. */
export function StateStamp(props: StateStampProps) {
  const { kind, words } = stampOf(props);
  return (
    <>
      <Stamp kind={kind}>{words}</Stamp>
      {props.singleHanded ? (
        <>
          {" "}
          <Tag kind="warn">single-handed</Tag>
        </>
      ) : null}
    </>
  );
}
