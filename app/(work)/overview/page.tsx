import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { TrackChart } from "#components/charts/track-chart";
import { LiveRefresh } from "#components/live/live-refresh";
import { AnsweringTable } from "#components/overview/answering-table";
import { overviewInWords } from "#components/overview/in-words";
import { OpenTable } from "#components/overview/open-table";
import { MovedList, OverdueList, QuietList, SettledList } from "#components/overview/short-lists";
import { TeamLines } from "#components/overview/team-lines";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Select } from "#components/ui/field";
import { counted, percent } from "#components/ui/format";
import { PageHead } from "#components/ui/page-head";
import { PrintButton } from "#components/ui/print-button";
import { SecHead } from "#components/ui/sec-head";
import { Time } from "#components/ui/time";
import { selectionOf } from "#core/question-selection";
import { STALE_DAYS } from "#server/forecasts/fresh";
import { currentTeam } from "#server/identity/current-team";
import { orNotFound, requireActor } from "#server/identity/session";
import { answeredShare, type Overview, overviewOf } from "#server/overview/overview-queries";
import type { Quarter } from "#server/overview/track-record";
import { type TeamScope, teamScope } from "#server/scores/team-scope";

export const metadata: Metadata = { title: "Overview" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Open questions in the first table; the others are one press away and not on paper, where teams take their room too. */
const NEXT = 12;
const NEXT_OF_TEAMS = 8;

export default async function OverviewPage({ searchParams }: Props) {
  const since = Date.now();
  const actor = await requireActor();
  const team = (await currentTeam(actor)) ?? notFound();
  const asked = selectionOf(await searchParams).team ?? undefined;
  const scope = await orNotFound(teamScope(actor, team.id, asked));
  const teams = scope.chosen ? [scope.chosen] : scope.teams;
  const overview = await orNotFound(overviewOf(actor, teams, since));
  const record = `/calibration?team=${scope.chosen?.id ?? "all"}&who=median`;
  const sentences = overviewInWords(overview, answeredShare(overview.answering), record);
  return (
    <div className="overview">
      <LiveRefresh viewer={actor.userId} topics={scope.teamIds} since={since} />
      <PageHead
        title={scope.chosen?.name ?? "All teams"}
        lead={
          <>
            Overview, <Time at={overview.at} show="weekday" />. {leadOf(overview)}
          </>
        }
      >
        <TeamChoice scope={scope} />
        <PrintButton />
      </PageHead>
      <section aria-labelledby="short">
        <SecHead title="In short" id="short" />
        <ul className="overview-short body">
          {sentences.map(({ key, before, link, href, after }) => (
            <li key={key}>
              {before}
              <Link href={href}>{link}</Link>
              {after}
            </li>
          ))}
        </ul>
      </section>
      {overview.teams.length > 0 ? (
        <section className="mt-8" aria-labelledby="teams">
          <SecHead title="Team by team" id="teams" />
          <TeamLines teams={overview.teams} />
        </section>
      ) : null}
      <OpenQuestions overview={overview} />
      <div className="overview-grid">
        <section aria-labelledby="moved">
          <SecHead title="Moved this week" id="moved" />
          <MovedList moved={overview.moved} unseen={overview.unseen} />
        </section>
        <section aria-labelledby="overdue">
          <SecHead title="Waiting for a verdict" id="overdue" />
          <OverdueList questions={overview.overdue} now={overview.at} />
          <h3 className="sub mt-5 mb-2" id="quiet">
            Gone quiet
          </h3>
          <QuietList questions={overview.stale} days={STALE_DAYS} />
        </section>
        <TrackRecordSection overview={overview} href={record} />
        <Attendance overview={overview} />
        <section aria-labelledby="settled" className="overview-wide">
          <SecHead title="Lately settled" id="settled">
            <span className="small muted">what the crowd said halfway</span>
          </SecHead>
          <SettledList questions={overview.settled} />
        </section>
      </div>
    </div>
  );
}

function TeamChoice({ scope: { teams, across, chosen } }: { scope: TeamScope }) {
  if (teams.length < 2) return null;
  return (
    <form action="/overview" className="row tools" aria-label="Team">
      <Select label="Team" hideLabel name="team" defaultValue={chosen?.id ?? "all"} key={chosen?.id ?? "all"}>
        {teams.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {across ? <option value="all">All teams</option> : null}
      </Select>
      <Button type="submit" small>
        Show
      </Button>
    </form>
  );
}

function OpenQuestions({ overview: { open, answering, teams } }: { overview: Overview }) {
  const forecasters = Map.groupBy(answering, ({ teamId }) => teamId);
  const teamOf = new Map(open.map(({ id, teamId }) => [id, teamId]));
  const count = ({ id }: { id: string }) => forecasters.get(teamOf.get(id) ?? "")?.length ?? 0;
  const first = teams.length > 0 ? NEXT_OF_TEAMS : NEXT;
  const [next, later] = [open.slice(0, first), open.slice(first)];
  return (
    <section className="mt-8" aria-labelledby="open">
      <SecHead title="Open questions, the next to close first" id="open">
        <span className="small muted">Tick: the crowd’s median; grey: its middle half</span>
      </SecHead>
      {open.length === 0 ? (
        <EmptyState title="No question is open" action={<Link href="/briefs">Briefs</Link>}>
          Questions are written from the scenarios of a brief.
        </EmptyState>
      ) : (
        <OpenTable questions={next} forecasters={count} label="Open questions" />
      )}
      {later.length > 0 ? (
        <details className="data mt-3">
          <summary>{counted(later.length, "more open question", "more open questions")}</summary>
          <OpenTable questions={later} forecasters={count} label="More open questions" />
        </details>
      ) : null}
    </section>
  );
}

function TrackRecordSection({ overview: { record }, href }: { overview: Overview; href: string }) {
  return (
    <section aria-labelledby="record">
      <SecHead title="Track record" id="record">
        <Link className="small" href={href}>
          Calibration
        </Link>
      </SecHead>
      {record.quarters.length === 0 ? (
        <p className="body muted">
          No resolved question has reached its scheduled close yet: the record begins with the first.
        </p>
      ) : (
        <TrackChart
          points={record.quarters.slice(-QUARTERS).map((quarter) => ({ ...quarter, label: quarterName(quarter) }))}
          caption="Brier score of what was held halfway to the close, by the quarter in which questions were due; lower is better. Each question counts once."
        />
      )}
    </section>
  );
}

/** Two years, which a column of a page can name. */
const QUARTERS = 8;

function quarterName({ from }: Quarter): string {
  const date = new Date(from);
  return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${date.getUTCFullYear()}`;
}

function Attendance({ overview: { answering, attendance } }: { overview: Overview }) {
  return (
    <section aria-labelledby="answering">
      <SecHead title="Who answers" id="answering">
        <span className="small muted">open questions answered</span>
      </SecHead>
      {answering.length === 0 ? (
        <p className="body muted">Nobody here may forecast yet.</p>
      ) : (
        <AnsweringTable people={answering} />
      )}
      {attendance ? (
        <p className="hint">
          On the {counted(attendance.questions, "question", "questions")} whose answers became known in the last year, a
          forecast stood {percent(Math.round(attendance.mean * 100) / 100)} of the time it could have.
        </p>
      ) : null}
    </section>
  );
}

function leadOf({ open, answering, at }: Overview): string {
  const soon = open.filter(({ closesAt }) => closesAt.getTime() - at <= SOON).length;
  return `${counted(open.length, "question is", "questions are")} open to ${counted(answering.length, "forecaster", "forecasters")}; ${soon === 0 ? "none closes" : counted(soon, "closes", "close")} within a week.`;
}

const SOON = 7 * 86_400_000;
