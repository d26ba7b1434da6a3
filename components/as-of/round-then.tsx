import type { ShownRound } from "#components/round/shown-round";
import { counted, list } from "#components/ui/format";
import { Note } from "#components/ui/note";
import { Time } from "#components/ui/time";
import type { ForecastView } from "#core/forecast-view";

interface RoundThenProps {
  forecasts: Pick<ForecastView, "round" | "hidden">;
  records: readonly ShownRound[];
}

/**
 * The round that ran at an instant, with the end that was then announced. Who had answered by then is told where everybody's
 * numbers are shown now: before, it would tell when they did.
 */
export function RoundThen({ forecasts: { round, hidden }, records }: RoundThenProps) {
  if (!round?.running) return null;
  const ends = records.find(({ number }) => number === round.number)?.endsAt ?? round.endsAt;
  return (
    <div className="mb-4">
      <Note>
        Round {round.number} was running, to end <Time at={ends} show="minute" />. Numbers were private.{" "}
        {hidden === null
          ? round.answered.length > 0
            ? `${counted(round.answered.length, "person", "people")} had answered: ${list(round.answered.map(({ name }) => name))}.`
            : "Nobody had answered."
          : null}
      </Note>
    </div>
  );
}
