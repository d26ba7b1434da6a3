import type { Instant } from "#core/clock";

/** What can be said of a question of yes or no, which a conditional question and the two that it depends on all are. */
export const BINARY_VERDICTS = ["YES", "NO", "VOID", "AMBIGUOUS"] as const;
export type BinaryVerdict = (typeof BINARY_VERDICTS)[number];

/** Scenarios set side by side at most, each asked under each other: the table is read on a screen. */
export const CROSS_LIMIT = 6;

/** A verdict in force on one of the two questions that a conditional question depends on. */
export interface Answer {
  readonly outcome: BinaryVerdict;
  /** When it became publicly knowable. */
  readonly knownAt: Instant;
}

/** What a conditional question asks: P(B|A), or with `holds` false P(B|not A). */
export interface Condition {
  readonly holds: boolean;
  /** S of the conditional question. */
  readonly opensAt: Instant;
}

export interface ConditionalVerdict extends Answer {
  /** Whose verdict decided it. */
  readonly by: "antecedent" | "consequent";
}

/**
 * What the verdicts on A and B decide of the conditional question: B's where A came out as the condition says, void where it
 * did not. Nothing can be scored without a question B or a condition A, so a void one of them voids it; of an ambiguous A
 * nobody can say whether the condition held. Void too where B was known before the conditional question opened.
 *
 * @param antecedent the verdict on A; null where none is in force
 * @param consequent the verdict on B; null where none is in force
 * @returns null while it is not decided
 */
export function conditionalVerdict(
  { holds, opensAt }: Condition,
  antecedent: Answer | null,
  consequent: Answer | null,
): ConditionalVerdict | null {
  if (antecedent?.outcome === "VOID" || antecedent?.outcome === (holds ? "NO" : "YES"))
    return { outcome: "VOID", knownAt: antecedent.knownAt, by: "antecedent" };
  if (consequent?.outcome === "VOID") return { ...consequent, by: "consequent" };
  if (antecedent?.outcome === "AMBIGUOUS") return { ...antecedent, by: "antecedent" };
  if (antecedent === null || consequent === null) return null;
  if (consequent.knownAt < opensAt) return { ...consequent, outcome: "VOID", by: "consequent" };
  return { ...consequent, by: "consequent" };
}

/** What a conditional question asks in words, from the titles of A and B. */
export function conditionalTitle(antecedent: string, consequent: string, holds: boolean): string {
  return `If “${antecedent}” is answered ${holds ? "yes" : "no"}: ${consequent}`;
}
