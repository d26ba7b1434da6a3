import type { ForecastView } from "#core/forecast-view";
import { type Actor, can } from "#core/permissions";
import { forecastersOf, type RoundRecord, roundRecords } from "#server/rounds/round-queries";

export interface RoundsShown {
  /** By question, in order. */
  records: ReadonlyMap<string, RoundRecord[]>;
  /** Whom running rounds wait for, by name; none where no round runs. */
  forecasters: { memberId: string; name: string }[];
  /** The reader's membership in the team, if any. */
  memberId: string | null;
  mayOpen: boolean;
}

/** What a page shows of the rounds of questions that the actor may read: two queries, however many questions. */
export async function roundsShown(
  actor: Actor,
  teamId: string,
  questions: readonly { id: string; forecasts: Pick<ForecastView, "round"> }[],
): Promise<RoundsShown> {
  const running = questions.some(({ forecasts }) => forecasts.round?.running);
  const [records, forecasters] = await Promise.all([
    roundRecords(questions.map(({ id }) => id)),
    running ? forecastersOf(teamId) : [],
  ]);
  return {
    records,
    forecasters,
    memberId: actor.memberships.find((membership) => membership.teamId === teamId)?.memberId ?? null,
    mayOpen: can(actor, "round.open", { teamId }),
  };
}
