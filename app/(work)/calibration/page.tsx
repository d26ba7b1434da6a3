import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Decomposition } from "#components/calibration/decomposition";
import { inWords } from "#components/calibration/in-words";
import { ReliabilityChart } from "#components/charts/reliability-chart";
import { LiveRefresh } from "#components/live/live-refresh";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Select } from "#components/ui/field";
import { counted, percent } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { SecHead } from "#components/ui/sec-head";
import { Stamp } from "#components/ui/stamp";
import { type Calibration, calibrationOf } from "#server/calibration/calibration-queries";
import { currentTeam } from "#server/identity/current-team";
import { orNotFound, requireActor } from "#server/identity/session";
import { type TeamScope, teamScope } from "#server/scores/team-scope";

export const metadata: Metadata = { title: "Calibration" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function CalibrationPage({ searchParams }: Props) {
  const since = Date.now();
  const actor = await requireActor();
  const team = (await currentTeam(actor)) ?? notFound();
  const params = await searchParams;
  const one = (key: string) => (typeof params[key] === "string" && params[key] !== "" ? params[key] : undefined);
  const scope = await orNotFound(teamScope(actor, team.id, one("team")));
  const bin = one("bin") === undefined ? null : Number(one("bin"));
  const who = one("who") ?? null;
  const calibration = await orNotFound(calibrationOf(actor, scope.teamIds, { who, bin }));
  const { bins, questions, pairs, waiting, settled, murphy, summary } = calibration;
  const person = calibration.people.find(({ memberId }) => memberId === who);
  const name = person ? (person.own ? "you say" : `${person.name} says`) : "this team says";
  const hrefOf = (low: number) => `/calibration?${new URLSearchParams({ ...keep(scope, who), bin: low.toFixed(1) })}`;
  return (
    <>
      <LiveRefresh viewer={actor.userId} topics={scope.teamIds} since={since} />
      <PageHead title="Calibration" lead={`When ${name} 70 %, does it happen 70 % of the time?`} />
      <Filters scope={scope} who={who} people={calibration.people} />
      {pairs === 0 ? (
        <EmptyState title="Nothing to compare yet">
          A question counts once its scheduled close has passed and only if its answer was still open halfway there.{" "}
          {settled === 0
            ? "No question is resolved yet."
            : `${counted(settled, "question is", "questions are")} resolved; ${counted(waiting, "waits", "wait")} for the scheduled close.`}
        </EmptyState>
      ) : (
        <div className="cal-grid">
          <ReliabilityChart
            bins={bins}
            questions={questions}
            forecasts={pairs}
            selected={bin === null ? null : (bins.find(({ low }) => Math.abs(low - bin) < 1e-6)?.low ?? null)}
            hrefOf={({ low }) => hrefOf(low)}
            caption={
              <>
                What was held halfway to the scheduled close, in tenths. Bars: where the share of questions that came
                true may lie (95 %, counted in questions).{" "}
                {waiting > 0
                  ? `${counted(waiting, "resolved question waits", "resolved questions wait")} for the scheduled close.`
                  : null}
              </>
            }
          />
          <div className="stack-6">
            {murphy ? <Decomposition murphy={murphy} forecasts={pairs} /> : null}
            {bin === null ? null : <Behind calibration={calibration} bin={bin} clear={hrefWithout(scope, who)} />}
            <section>
              <SecHead title="In words" />
              <ul className="stack body">
                {inWords(bins, summary).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
                {questions < 30 ? (
                  <li>{counted(questions, "question", "questions")} can show a large fault, not a small one.</li>
                ) : null}
              </ul>
              <p className="hint">
                <Link href="/how-you-are-scored">How you are scored</Link>
              </p>
            </section>
          </div>
        </div>
      )}
    </>
  );
}

function keep(scope: TeamScope, who: string | null): Record<string, string> {
  return { team: scope.chosen?.id ?? "all", ...(who ? { who } : {}) };
}

const hrefWithout = (scope: TeamScope, who: string | null) => `/calibration?${new URLSearchParams(keep(scope, who))}`;

function Filters({ scope, who, people }: { scope: TeamScope; who: string | null; people: Calibration["people"] }) {
  const teamId = scope.chosen?.id ?? "all";
  return (
    <form className="filters" action="/calibration" aria-label="Filters">
      {scope.teams.length > 1 ? (
        <Select label="Team" name="team" defaultValue={teamId} key={teamId}>
          {scope.teams.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {scope.across ? <option value="all">All teams</option> : null}
        </Select>
      ) : null}
      <Select label="Who" name="who" defaultValue={who ?? ""} key={who}>
        <option value="">Everybody</option>
        {people.map(({ memberId, name, own }) => (
          <option key={memberId} value={memberId}>
            {own ? `${name} (you)` : name}
          </option>
        ))}
      </Select>
      <p className="small muted pb-1.5">Forecast taken halfway to the scheduled close</p>
      <Button type="submit" small>
        Show
      </Button>
    </form>
  );
}

/** The questions behind one point of the diagram. */
function Behind({
  calibration: { bins, behind },
  bin,
  clear,
}: {
  calibration: Calibration;
  bin: number;
  clear: string;
}) {
  const chosen = bins.find(({ low }) => Math.abs(low - bin) < 1e-6);
  if (!chosen) return null;
  return (
    <section>
      <SecHead title={`Said ${percent(chosen.low)} to ${percent(chosen.high)}`}>
        <Link className="small" href={clear} scroll={false}>
          Clear
        </Link>
      </SecHead>
      <p className="body">
        {counted(chosen.forecasts, "forecast", "forecasts")} on {counted(chosen.questions, "question", "questions")};{" "}
        {counted(chosen.yes, "of these came", "of these came")} true.
      </p>
      <ul className="stack mt-3">
        {behind.map(({ id, title, outcome, forecasts }) => (
          <li key={id} className="row between">
            <Link className="serif" href={`/questions/${id}`}>
              {title}
            </Link>
            <span className="row small muted">
              {counted(forecasts, "forecast", "forecasts")}
              <Stamp kind={outcome}>{outcome === "yes" ? "Yes" : "No"}</Stamp>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
