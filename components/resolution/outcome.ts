import type { StampKind } from "#components/ui/stamp";
import type { ProposedOutcome, VersionOutcome } from "#core/proposal";

interface Look {
  label: string;
  stamp: StampKind;
  effect: string;
}

/** What a verdict is called, and the stamp it wears. */
export const OUTCOME: Record<ProposedOutcome, Look> = {
  YES: { label: "Yes", stamp: "yes", effect: "It happened." },
  NO: { label: "No", stamp: "no", effect: "It did not happen." },
  VOID: { label: "Void", stamp: "open", effect: "The question does not hold: nobody is scored." },
  AMBIGUOUS: { label: "Ambiguous", stamp: "open", effect: "The criteria do not settle it: nobody is scored." },
};

export const WITHDRAWN: Look = {
  label: "Withdrawn",
  stamp: "open",
  effect: "No verdict: the question is open again and its scores are taken back.",
};

/** The same for a resolution version, which may have withdrawn the verdict before it. */
export const lookOf = (outcome: VersionOutcome): Look => (outcome === null ? WITHDRAWN : OUTCOME[outcome]);

/** What a proposal asks for, in a stamp. */
export function proposedWords(outcome: VersionOutcome, correction: boolean): string {
  if (outcome === null) return "Withdrawal proposed";
  return `${correction ? "Correction to " : ""}${OUTCOME[outcome].label} proposed`;
}
