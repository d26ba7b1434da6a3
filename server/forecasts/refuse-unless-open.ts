import { acceptsForecasts, questionState, type StoredState } from "#core/resolution";
import { AppError } from "#server/platform/errors";

/**
 * Refuses a forecast where the question takes none, saying why. A forecast before the opening is taken: it counts from there.
 *
 * @param at the event's instant by the database's clock, ISO
 */
export function refuseUnlessOpen(
  stored: StoredState,
  { closesAt, archived }: { closesAt: string; archived: boolean },
  at: string,
): void {
  const state = questionState(stored, { closesAt: Date.parse(closesAt) }, Date.parse(at));
  if (!acceptsForecasts(state)) throw new AppError("CONFLICT", REFUSALS[state]);
  if (archived) throw new AppError("CONFLICT", "This scenario is archived, so its questions take no forecasts.");
}

const REFUSALS: Readonly<Record<StoredState | "CLOSED", string>> = {
  OPEN: "This question takes forecasts.",
  DRAFT: "This question is not published yet.",
  CLOSED: "This question has closed. What stood at the close counts.",
  PROPOSED: "A verdict is proposed. Forecasts wait until it is confirmed or rejected.",
  RESOLVED: "This question is resolved.",
  VOID: "This question was annulled.",
  AMBIGUOUS: "This question was found ambiguous.",
};
