import { EmptyState } from "#components/ui/empty-state";
import { bareRange } from "#components/ui/format";
import { TableWrap } from "#components/ui/table";
import { Tag } from "#components/ui/tag";
import { Time } from "#components/ui/time";
import type { ForecastView, LoggedForecast, StandingOfPerson } from "#core/forecast-view";
import { placeInRounds } from "#core/round";
import { heldCell } from "./held-words";

/** More rows than this nobody reads on a page; the export has them all. */
const MOST_ROWS = 200;

interface ForecastsTableProps {
  view: ForecastView;
  /** The reader's membership, if any. */
  memberId: string | null;
  /** Effective close in ms; what came later scores nothing. */
  close: number;
  /** The version in force and the one that first had its words; a forecast on an earlier one says so. */
  version: { number: number; worded: number };
}

/** Who holds what now and every entry behind it; before reveal one's own entries and who has forecast. */
export function ForecastsTable({ view, memberId, close, version }: ForecastsTableProps) {
  const { revealed, whoHasForecast } = view;
  if (whoHasForecast.length === 0) {
    return <EmptyState title="Nobody has forecast yet.">The first number appears here once it is saved.</EmptyState>;
  }
  const names = new Map(whoHasForecast.map((person) => [person.memberId, person.name]));
  const events = shownEvents(view);
  const intervals = events.some(({ interval }) => interval !== null);
  const log = events.toReversed();
  const standing: readonly StandingOfPerson[] = view.revealed?.standing ?? [];
  const forecast =
    view.type === "binary" ? <th className="num">Forecast, %</th> : <th className="min-w-[13rem]">Forecast</th>;
  const cell = view.type === "binary" ? "num" : undefined;
  return (
    <div className="stack-4">
      {revealed ? (
        <TableWrap label="Standing forecasts">
          <table className={version.number > 1 ? "table max-w-[52rem]" : "table max-w-[40rem]"}>
            <thead>
              <tr>
                <th>Person</th>
                {forecast}
                <th className="pl-6">Since</th>
                <th>Affirmed</th>
                {version.number > 1 ? <th className="pl-6">On</th> : null}
              </tr>
            </thead>
            <tbody>
              {standing.map((held) => (
                <tr key={held.memberId} className={held.memberId === memberId ? "me" : undefined} data-live>
                  <th scope="row">{held.name}</th>
                  <td className={cell}>{heldCell(held.value, view)}</td>
                  <td className="pl-6">
                    <Time at={held.since} /> {held.beforeSeeing ? <Tag>before seeing others</Tag> : null}
                  </td>
                  <td>
                    <Time at={held.latestAt} />
                  </td>
                  <OnVersion on={held.version} version={version} />
                </tr>
              ))}
            </tbody>
          </table>
        </TableWrap>
      ) : (
        <p className="body">
          {whoHasForecast.length === 1 ? "One person has" : `${whoHasForecast.length} people have`} forecast:{" "}
          {whoHasForecast.map(({ name }) => name).join(", ")}. Their numbers are not shown yet.
        </p>
      )}
      {log.length > 0 ? (
        <details className="data">
          <summary>{revealed ? "Every entry" : "Every entry of mine"}</summary>
          <TableWrap label="Every entry">
            <table className="table">
              <thead>
                <tr>
                  <th>When</th>
                  <th>Person</th>
                  {forecast}
                  {version.number > 1 ? <th className="pl-6">On</th> : null}
                  {intervals ? <th className="num">Between, %</th> : null}
                  <th className="pl-6">Why</th>
                </tr>
              </thead>
              <tbody>
                {log.slice(0, MOST_ROWS).map((event) => (
                  <tr
                    key={`${event.person} ${event.sequence}`}
                    className={event.person === memberId ? "me" : undefined}
                  >
                    <td>
                      <Time at={event.at} show="minute" /> {event.at >= close ? <Tag kind="warn">late</Tag> : null}
                      <RoundTag rounds={view.rounds} at={event.at} />
                    </td>
                    <td>{names.get(event.person)}</td>
                    <td className={cell}>{stated(event, view)}</td>
                    <OnVersion on={event.version} version={version} />
                    {intervals ? (
                      <td className="num">
                        {event.interval && event.kind !== "withdrawal"
                          ? bareRange(event.interval.low, event.interval.high)
                          : null}
                      </td>
                    ) : null}
                    <td className="pl-6 wrap-anywhere">{event.reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableWrap>
          {log.length > MOST_ROWS ? (
            <p className="small muted mt-2">
              The latest {MOST_ROWS} of {log.length} entries; the export has them all.
            </p>
          ) : null}
        </details>
      ) : null}
    </div>
  );
}

/** Which wording a forecast answers, where there is more than one. */
function OnVersion({ on, version }: { on: number | undefined; version: ForecastsTableProps["version"] }) {
  if (version.number === 1) return null;
  return (
    <td className="pl-6 whitespace-nowrap">
      {on === undefined ? null : `version ${on}`}{" "}
      {on !== undefined && on < version.worded ? <Tag kind="warn">before the wording changed</Tag> : null}
    </td>
  );
}

/** In a later round the log is that of before it; one's own entries since then belong to it all the same. */
function shownEvents(view: ForecastView): readonly LoggedForecast[] {
  const log: readonly LoggedForecast[] | undefined = view.revealed?.log;
  if (!log) return view.ownLog;
  const since = view.hidden?.shownBefore;
  const own: readonly LoggedForecast[] = view.ownLog;
  return since === undefined ? log : [...log, ...own.filter(({ at }) => at >= since)];
}

function RoundTag({ rounds, at }: { rounds: ForecastView["rounds"]; at: number }) {
  const place = placeInRounds(rounds, at);
  if (!place) return null;
  return place.late ? <Tag kind="warn">late for round {place.number}</Tag> : <Tag>round {place.number}</Tag>;
}

function stated(event: LoggedForecast, view: ForecastView): string {
  if (event.kind === "forecast") return heldCell(event.value, view);
  return event.kind === "reaffirmation" ? "affirmed" : "withdrawn";
}
