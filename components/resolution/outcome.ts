import type { StampKind } from "#components/ui/stamp";
import { OUTCOME_WORDS } from "#core/answer-words";
import { type OutcomeKind, saysWhatHappened } from "#core/outcome";

/** A verdict with what it says in words; null of both withdraws the one before it. */
export interface SaidVerdict {
  outcome: OutcomeKind | null;
  said: string | null;
}

/** What a verdict is called: its words, or "Withdrawn". */
export function verdictLabel({ outcome, said }: SaidVerdict): string {
  return outcome === null ? "Withdrawn" : (said ?? OUTCOME_WORDS[outcome]);
}

/** The stamp that a verdict wears: filled for what happened, hollow for no, dashed where nobody is scored. */
export function verdictStamp(outcome: OutcomeKind | null): StampKind {
  if (outcome === "NO") return "no";
  return saysWhatHappened(outcome) ? "yes" : "open";
}

/** What confirming it does. */
export function verdictEffect(outcome: OutcomeKind | null): string {
  switch (outcome) {
    case null:
      return "No verdict: the question is open again and its scores are taken back.";
    case "YES":
      return "It happened.";
    case "NO":
      return "It did not happen.";
    case "OPTION":
      return "This option happened, and no other.";
    case "VALUE":
      return "The value as the source states it. Beyond an open end of the range it counts as that side.";
    case "BELOW":
      return "Below the range, wherever exactly.";
    case "ABOVE":
      return "Above the range, wherever exactly.";
    case "VOID":
      return "The question does not hold: nobody is scored.";
    case "AMBIGUOUS":
      return "The criteria do not settle it: nobody is scored.";
  }
}

/** What a proposal asks for, in a stamp. */
export function proposedWords(verdict: SaidVerdict, correction: boolean): string {
  if (verdict.outcome === null) return "Withdrawal proposed";
  return `${correction ? "Correction to " : ""}${verdictLabel(verdict)} proposed`;
}
