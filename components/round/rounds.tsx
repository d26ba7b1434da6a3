import Link from "next/link";
import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state";
import { counted, list } from "#components/ui/format";
import { Time } from "#components/ui/time";
import type { ForecastView } from "#core/forecast-view";
import { roundSeries } from "#core/round-series";
import { type RoundSummary, summariseRounds } from "#core/round-summary";
import { RoundMoves } from "./round-moves";
import { RoundSpread } from "./round-spread";
import type { ShownRound } from "./shown-round";

interface RoundsProps {
  view: ForecastView;
  records: readonly ShownRound[];
  memberId: string | null;
  /** For a place that has room for the picture alone. */
  brief?: boolean;
}

/** What the rounds of a question came to: the spread before and after, who moved and why, and what was kept of each. */
export function Rounds({ view, records, memberId, brief = false }: RoundsProps) {
  if (view.rounds.length === 0) {
    return (
      <EmptyState title="No round was opened here.">
        In a round everybody forecasts alone: the lowest, the best and the highest. At its end the numbers are shown and
        discussed; a second round then shows who moved, and why.
      </EmptyState>
    );
  }
  const ended = view.rounds.filter(({ number }) => number !== view.round?.number || !view.round.running);
  const shown = view.hidden === null ? ended : ended.filter(({ endsAt }) => endsAt <= (view.hidden?.shownBefore ?? 0));
  const names = new Map(view.whoHasForecast.map((person) => [person.memberId, person.name]));
  const all = roundSeries(view).map((series) => ({ series, summaries: summariseRounds(series.log, shown) }));
  return (
    <div className="stack-4" data-live>
      {shown.length === 0 ? (
        <p className="body ink2">What it came to is shown here when the round has ended.</p>
      ) : (
        all.map(({ series, summaries }) => (
          <div key={series.label ?? ""} className="stack-4">
            <RoundSpread series={series} summaries={summaries} />
            {brief ? null : (
              <LastMoves summaries={summaries}>
                {(summary, before) => <RoundMoves scale={series.scale} {...{ summary, before, names, memberId }} />}
              </LastMoves>
            )}
          </div>
        ))
      )}
      <ol className="stack">
        {records
          .filter(({ number }) => view.rounds.some((round) => round.number === number))
          .map((record) => (
            <Kept key={record.id} record={record} late={lateIn(all[0]?.summaries, record.number)} brief={brief} />
          ))}
      </ol>
    </div>
  );
}

function LastMoves(props: {
  summaries: readonly RoundSummary[];
  children: (summary: RoundSummary, before: RoundSummary | null) => ReactNode;
}) {
  const last = props.summaries.at(-1);
  if (!last || last.estimates.length === 0) return null;
  const before = props.summaries.at(-2) ?? null;
  return (
    <>
      {before ? (
        <p className="body">
          {counted(last.moves.length, "person", "people")} moved, {last.stayed} stayed.
        </p>
      ) : null}
      {props.children(last, before)}
    </>
  );
}

const lateIn = (summaries: readonly RoundSummary[] | undefined, number: number) =>
  summaries?.find(({ round }) => round.number === number)?.late ?? 0;

function Kept({ record, late, brief }: { record: ShownRound; late: number; brief: boolean }) {
  const { number, opensAt, endsAt, endedAt, openedBy, endedBy, message, rationale, settled } = record;
  return (
    <li className="small ink2">
      <b>Round {number}</b>: <Time at={opensAt} show="minute" /> to <Time at={endedAt ?? endsAt} show="minute" />
      {brief ? null : (
        <>
          {" "}
          ·{" "}
          {list([
            `opened by ${openedBy ?? "the record"}`,
            ...(endedAt ? [`ended early by ${endedBy ?? "the record"}`] : []),
          ])}
        </>
      )}
      {late > 0 ? <> · {counted(late, "person", "people")} answered late</> : null}
      {rationale ? (
        <>
          {" "}
          · rationale kept as{" "}
          <Link href={`/scenarios/${rationale.scenarioId}/rationale?at=v${rationale.number}`}>
            version {rationale.number}
          </Link>
        </>
      ) : settled && !brief ? (
        " · nothing was written in the rationale"
      ) : null}
      {message && !brief ? <span className="block muted">“{message}”</span> : null}
    </li>
  );
}
