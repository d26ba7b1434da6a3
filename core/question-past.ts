import type { Instant } from "#core/clock";
import { requireFinite } from "#core/math/require";
import type { StoredState } from "#core/resolution";

/** What decides the state that a question was in: every record of it is append-only, so none is lost. Instants in ms. */
export interface QuestionPast {
  /** Null while it is a draft. */
  readonly publishedAt: Instant | null;
  readonly proposals: readonly {
    readonly proposedAt: Instant;
    /** When it was confirmed, rejected or retracted; null while it waits. */
    readonly decidedAt: Instant | null;
    /** A correction: the verdict in force holds until it is confirmed. */
    readonly corrects: boolean;
  }[];
  /** Resolution versions; `outcome` null withdraws the verdict before. */
  readonly verdicts: readonly { readonly version: number; readonly outcome: string | null; readonly at: Instant }[];
}

/**
 * The stored state of a question at an instant, from its records alone. Equal to what was stored then.
 *
 * @throws {RangeError} on an instant that is not finite
 */
export function storedStateAt(past: QuestionPast, at: Instant): StoredState {
  requireFinite("at", at);
  if (past.publishedAt === null || past.publishedAt > at) return "DRAFT";
  const verdict = past.verdicts
    .filter((one) => one.at <= at)
    .reduce<(typeof past.verdicts)[number] | null>(
      (last, one) => (last && last.version > one.version ? last : one),
      null,
    );
  switch (verdict?.outcome) {
    case undefined:
    case null:
      break;
    case "VOID":
    case "AMBIGUOUS":
      return verdict.outcome;
    default:
      return "RESOLVED";
  }
  const waits = past.proposals.some(
    ({ proposedAt, decidedAt, corrects }) => !corrects && proposedAt <= at && (decidedAt === null || decidedAt > at),
  );
  return waits ? "PROPOSED" : "OPEN";
}
