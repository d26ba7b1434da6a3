import { proposedWords, verdictLabel, verdictStamp } from "#components/resolution/outcome";
import { Stamp, type StampKind } from "#components/ui/stamp";
import { Tag } from "#components/ui/tag";
import { type OutcomeKind, saysWhatHappened } from "#core/outcome";
import type { QuestionState } from "#core/resolution";

interface StateStampProps {
  state: QuestionState;
  /** What is proposed or confirmed, where there is a verdict. */
  verdict?: { outcome: OutcomeKind; said: string | null } | null;
  /** Whether its proposer confirmed it alone: said wherever the verdict is. */
  singleHanded?: boolean | undefined;
}

function stampOf({ state, verdict }: StateStampProps): { kind: StampKind; words: string } {
  switch (state) {
    case "DRAFT":
      return { kind: "open", words: "Draft" };
    case "OPEN":
      return { kind: "open", words: "Open" };
    case "CLOSED":
      return { kind: "open", words: "Closed" };
    case "PROPOSED":
      return { kind: "wait", words: verdict ? proposedWords(verdict, false) : "Proposed" };
    case "RESOLVED":
      if (!verdict || !saysWhatHappened(verdict.outcome)) return { kind: "yes", words: "Resolved" };
      return { kind: verdictStamp(verdict.outcome), words: resolvedWords(verdict) };
    case "VOID":
      return { kind: "open", words: "Void" };
    case "AMBIGUOUS":
      return { kind: "open", words: "Ambiguous" };
  }
}

function resolvedWords(verdict: NonNullable<StateStampProps["verdict"]>): string {
  const plain = verdict.outcome === "YES" || verdict.outcome === "NO";
  return `Resolved${plain ? "" : ":"} ${verdictLabel(verdict)}`;
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
