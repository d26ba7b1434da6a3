import type { Clocks, Instant } from "#core/clock";
import { effectiveClose } from "#core/clock";
import type { QuestionState } from "#core/resolution";
import type { ForecastEvent } from "#core/standing";
import { canonicalOrder, heldSpans } from "#core/standing";

/** Why someone has no score on a question: one of these and no other, with the instants that tell it. */
export type WhyNoScore =
  /** The question was annulled. */
  | { readonly reason: "void" }
  /** Its criteria did not settle it. */
  | { readonly reason: "ambiguous" }
  | { readonly reason: "not_resolved"; readonly state: Exclude<QuestionState, "RESOLVED" | "VOID" | "AMBIGUOUS"> }
  /** Somebody else's forecasts, which are not shown to the viewer yet. */
  | { readonly reason: "not_revealed" }
  /** Their role in the team does not forecast, and they never did. */
  | { readonly reason: "observer" }
  | { readonly reason: "no_forecast" }
  /** A = S: there was no time in which a forecast could count. */
  | { readonly reason: "known_at_opening"; readonly knownAt: Instant }
  /** The first forecast came at or after A. */
  | { readonly reason: "only_late"; readonly firstAt: Instant; readonly close: Instant }
  | { readonly reason: "withdrawn_before_opening"; readonly withdrawnAt: Instant };

/** Somebody who may have a score, as the viewer may see them. */
export interface Scoree {
  readonly person: string;
  /** Whether their role forecasts. */
  readonly forecasts: boolean;
  /** Whether the viewer sees their forecasts; of one's own, always. */
  readonly shown: boolean;
}

/**
 * Why a person has no score on a question; null when they have one.
 *
 * @param question its log, in any order, of which only the person's own events matter; where they are not shown, none
 * @throws {RangeError} on wrong clocks or a malformed log
 */
export function whyNoScore<V>(
  question: { readonly clocks: Clocks; readonly log: readonly ForecastEvent<V>[]; readonly state: QuestionState },
  { person, forecasts, shown }: Scoree,
): WhyNoScore | null {
  const { state } = question;
  switch (state) {
    case "VOID":
      return { reason: "void" };
    case "AMBIGUOUS":
      return { reason: "ambiguous" };
    case "DRAFT":
    case "OPEN":
    case "CLOSED":
    case "PROPOSED":
      return shown ? { reason: "not_resolved", state } : { reason: "not_revealed" };
    case "RESOLVED":
      break;
  }
  const own = canonicalOrder(question.log.filter((event) => event.person === person));
  const first = own.find(({ kind }) => kind === "forecast");
  if (!first) return { reason: forecasts ? "no_forecast" : "observer" };
  return whyNothingCounted(question.clocks, own, first.at);
}

function whyNothingCounted<V>(clocks: Clocks, own: readonly ForecastEvent<V>[], firstAt: Instant): WhyNoScore | null {
  const close = effectiveClose(clocks);
  if (close === clocks.opensAt) return { reason: "known_at_opening", knownAt: close };
  const spans = heldSpans(own);
  if (spans.some(({ start, end }) => start < close && (end === null || end > clocks.opensAt))) return null;
  if (firstAt >= close) return { reason: "only_late", firstAt, close };
  const withdrawnAt = own.find(({ kind }) => kind === "withdrawal")?.at ?? firstAt;
  return { reason: "withdrawn_before_opening", withdrawnAt };
}
