import type { Actor } from "#core/permissions";
import { SCORING_VERSION } from "#core/scoring/version";
import { type Calibration, calibrationOf } from "#server/calibration/calibration-queries";
import { STALE_DAYS } from "#server/forecasts/fresh";
import { type StandingQuestion, standingQuestions } from "#server/overview/standing-questions";
import { type TrackRecord, trackRecord } from "#server/overview/track-record";
import { db, pool } from "#server/platform/db";
import { requireBoards } from "#server/scores/question-selection";

const DAY = 86_400_000;

/** Somebody who may forecast, with how many of the open questions they have answered. */
export interface Answering {
  readonly memberId: string;
  readonly teamId: string;
  readonly name: string;
  /** Open questions of their team that they ever forecast. */
  readonly answered: number;
  readonly of: number;
}

/** One team of several, in a line. */
export interface TeamLine {
  readonly id: string;
  readonly name: string;
  readonly open: number;
  /** Past their close without a verdict. */
  readonly overdue: number;
  /** Share of the answers that its forecasters could have given to open questions; null where there are none to give. */
  readonly answered: number | null;
  readonly record: TrackRecord["all"];
}

export interface Overview {
  /** When it was drawn up. */
  readonly at: number;
  readonly open: readonly StandingQuestion[];
  /** Past their close without a verdict, longest first; proposed ones wait for a second person. */
  readonly overdue: readonly StandingQuestion[];
  /** Open questions whose newest forecast is older than {@link STALE_DAYS} days, oldest first; only where that may be seen. */
  readonly stale: readonly StandingQuestion[];
  /** Open questions by how far their crowd moved in a week, furthest first; only where that may be seen. */
  readonly moved: readonly Movement[];
  /** Of how many open questions the movement is hidden. */
  readonly unseen: number;
  readonly answering: readonly Answering[];
  /** Mean attendance on what was scored in the last year, in [0, 1], and on how many questions; null without any. */
  readonly attendance: { readonly mean: number; readonly questions: number } | null;
  readonly record: TrackRecord;
  /** What came due last, with the crowd's median halfway. */
  readonly settled: readonly { id: string; title: string; outcome: "yes" | "no"; said: number }[];
  /** With several teams, each in a line. */
  readonly teams: readonly TeamLine[];
}

export interface Movement {
  readonly question: StandingQuestion;
  readonly from: number;
  readonly to: number;
}

/** Less than this is no movement, in probability. */
const STILL = 0.005;

/**
 * How some teams stand, within the rights of the reader: what is open and what its crowds say, what moved in a week, who
 * answers, what is overdue, and how the crowd did so far. A constant number of queries.
 *
 * @throws NOT_FOUND for a team whose board the actor may not read, or several without the right to compare teams
 */
export async function overviewOf(
  actor: Actor,
  teams: readonly { id: string; name: string }[],
  now: number = Date.now(),
): Promise<Overview> {
  const teamIds = teams.map(({ id }) => id);
  requireBoards(actor, teamIds);
  const [standing, forecasters, attendance, crowd, people] = await Promise.all([
    standingQuestions(actor, teamIds, now),
    forecastersOf(teamIds),
    attendanceOf(teamIds),
    calibrationOf(actor, teamIds, { who: { kind: "crowd", method: "median" } }),
    calibrationOf(actor, teamIds),
  ]);
  const open = standing.filter(({ state }) => state === "OPEN");
  const overdue = standing.filter(({ state, closesAt }) => state !== "OPEN" && closesAt.getTime() <= now);
  const answering = forecasters.map((person) => answeringOf(person, open));
  const moved = open.flatMap((question): Movement[] =>
    question.crowd && question.weekAgo !== null && Math.abs(question.crowd.median - question.weekAgo) >= STILL
      ? [{ question, from: question.weekAgo, to: question.crowd.median }]
      : [],
  );
  const recordOf = (teamId: string) => {
    const only = <C extends typeof crowd>(calibration: C): C => ({
      ...calibration,
      counted: calibration.counted.filter((question) => question.teamId === teamId),
    });
    return trackRecord(only(crowd), people).all;
  };
  return {
    at: now,
    open,
    overdue,
    stale: open
      .filter(({ latestAt }) => latestAt !== null && now - latestAt >= STALE_DAYS * DAY)
      .sort((a, b) => (a.latestAt ?? 0) - (b.latestAt ?? 0)),
    moved: moved.sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from)),
    unseen: open.filter((question) => question.hidden !== null).length,
    answering: answering.sort((a, b) => share(b) - share(a) || a.name.localeCompare(b.name, "en", { numeric: true })),
    attendance,
    record: trackRecord(crowd, people),
    settled: settledOf(crowd),
    teams:
      teams.length < 2
        ? []
        : teams.map(({ id, name }) => ({
            id,
            name,
            open: open.filter(({ teamId }) => teamId === id).length,
            overdue: overdue.filter(({ teamId }) => teamId === id).length,
            answered: answeredShare(answering.filter(({ teamId }) => teamId === id)),
            record: recordOf(id),
          })),
  };
}

/** More than one list shows. */
const SETTLED = 20;

function settledOf({ counted, pairs }: Calibration): Overview["settled"] {
  const said = new Map(pairs.map(({ question, forecast }) => [question, forecast]));
  return counted.slice(0, SETTLED).flatMap(({ id, title, outcome }) => {
    const crowd = said.get(id);
    return crowd === undefined ? [] : [{ id, title, outcome: outcome === "YES" ? "yes" : "no", said: crowd }];
  });
}

const share = ({ answered, of }: Answering) => (of === 0 ? 0 : answered / of);

/** Share of the answers that some people could have given; null where there are none to give. */
export function answeredShare(people: readonly Answering[]): number | null {
  const possible = people.reduce((sum, { of }) => sum + of, 0);
  return possible === 0 ? null : people.reduce((sum, { answered }) => sum + answered, 0) / possible;
}

function answeringOf(
  person: Pick<Answering, "memberId" | "teamId" | "name">,
  open: readonly StandingQuestion[],
): Answering {
  const own = open.filter(({ teamId }) => teamId === person.teamId);
  return {
    ...person,
    of: own.length,
    answered: own.filter(({ whoHasForecast }) => whoHasForecast.includes(person.memberId)).length,
  };
}

async function forecastersOf(teamIds: readonly string[]) {
  const members = await db.member.findMany({
    where: {
      teamId: { in: [...teamIds] },
      leftAt: null,
      role: { in: ["LEAD", "FORECASTER"] },
      NOT: { user: { orgRole: "LEADER" } },
    },
    select: { id: true, teamId: true, name: true },
  });
  return members.map(({ id, teamId, name }) => ({ memberId: id, teamId, name }));
}

async function attendanceOf(teamIds: readonly string[]): Promise<Overview["attendance"]> {
  const { rows } = await pool.query<{ mean: number | null; questions: number }>(
    `SELECT avg(s."attendance") AS "mean", count(DISTINCT q."id")::int AS "questions"
     FROM "Question" q
     JOIN LATERAL (SELECT "id", "knownAt" FROM "Resolution" WHERE "questionId" = q."id"
       ORDER BY "version" DESC LIMIT 1) r ON r."knownAt" >= now() - interval '1 year'
     JOIN "Score" s ON s."resolutionId" = r."id" AND s."rule" = 'BASELINE' AND s."scoringVersion" = $2
     WHERE q."teamId" = ANY ($1::uuid[]) AND q."state" = 'RESOLVED'`,
    [teamIds, SCORING_VERSION],
  );
  const [row] = rows;
  return row?.mean == null ? null : { mean: Number(row.mean), questions: row.questions };
}
