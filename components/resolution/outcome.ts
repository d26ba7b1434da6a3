import type { StampKind } from "#components/ui/stamp";
import type { ProposedOutcome } from "#core/proposal";

/** What a verdict is called, and the stamp it wears. */
export const OUTCOME: Record<ProposedOutcome, { label: string; stamp: StampKind; effect: string }> = {
  YES: { label: "Yes", stamp: "yes", effect: "It happened." },
  NO: { label: "No", stamp: "no", effect: "It did not happen." },
  VOID: { label: "Void", stamp: "open", effect: "The question does not hold: nobody is scored." },
  AMBIGUOUS: { label: "Ambiguous", stamp: "open", effect: "The criteria do not settle it: nobody is scored." },
};
