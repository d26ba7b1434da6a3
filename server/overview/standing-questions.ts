import type { ForecastView } from "#core/forecast-view";
import { binaryNumbers, type Glance, glanceOf } from "#core/glance";
import { type Actor, can } from "#core/permissions";
import { questionState } from "#core/resolution";
import { forecastViews } from "#server/forecasts/forecast-queries";
import { db } from "#server/platform/db";
import { notFound } from "#server/platform/errors";

const DAY = 86_400_000;
/** Back from which the movement of a crowd is told. */
export const WEEK = 7 * DAY;

/** A published question without a verdict, as its reader may see it. */
export interface StandingQuestion {
  readonly id: string;
  readonly teamId: string;
  readonly title: string;
  readonly scenario: { readonly id: string; readonly statement: string };
  readonly closesAt: Date;
  readonly state: "OPEN" | "CLOSED" | "PROPOSED";
  /** How many ever forecast; always shown. */
  readonly people: number;
  /** Who did, by member id. */
  readonly whoHasForecast: readonly string[];
  /** The crowd, where the reader sees every forecast. */
  readonly crowd: {
    readonly median: number;
    readonly low: number;
    readonly high: number;
    readonly count: number;
  } | null;
  /** A crowd that may be seen only as a whole, in whole hundredths. */
  readonly early: { readonly mean: number; readonly count: number } | null;
  /** In place of these where the answer is not yes or no. */
  readonly glance: Glance | null;
  readonly hidden: ForecastView["hidden"];
  /** The median a week ago, where the reader sees every forecast and somebody's stood then. */
  readonly weekAgo: number | null;
  /** The newest statement of what stands, by whoever, where the reader sees every forecast. */
  readonly latestAt: number | null;
}

/**
 * The questions of some teams that are open or wait for a verdict, the next to close first. What of their crowds is told
 * comes from core/visibility: a movement or an age only where the reader sees every forecast. Two queries.
 *
 * @throws NOT_FOUND for a team that the actor may not read
 */
export async function standingQuestions(
  actor: Actor,
  teamIds: readonly string[],
  now: number,
): Promise<StandingQuestion[]> {
  for (const teamId of teamIds) if (!can(actor, "team.read", { teamId })) throw notFound();
  const questions = await db.question.findMany({
    where: { teamId: { in: [...teamIds] }, state: { in: ["OPEN", "PROPOSED"] }, scenario: { archivedAt: null } },
    select: {
      id: true,
      teamId: true,
      state: true,
      revealPolicy: true,
      revealAt: true,
      scenario: { select: { id: true, statement: true } },
      versions: { orderBy: { number: "desc" }, take: 1, select: { title: true, opensAt: true, closesAt: true } },
    },
  });
  const published = questions.flatMap(({ versions: [version], ...question }) =>
    version ? [{ ...question, ...version }] : [],
  );
  const views = await forecastViews(actor, published);
  return published
    .flatMap(({ id, teamId, title, scenario, closesAt, ...question }): StandingQuestion[] => {
      const state = questionState(question.state, { closesAt: closesAt.getTime() }, now);
      if (state !== "OPEN" && state !== "CLOSED" && state !== "PROPOSED") return [];
      return [{ id, teamId, title, scenario, closesAt, state, ...seen(views.get(id), now) }];
    })
    .sort((a, b) => a.closesAt.getTime() - b.closesAt.getTime() || (a.id < b.id ? -1 : 1));
}

function seen(view: ForecastView | undefined, now: number) {
  const { crowd, early } = binaryNumbers(view);
  const standing: readonly { latestAt: number }[] = view?.revealed?.standing ?? [];
  const history = view?.type === "binary" ? (view.revealed?.history ?? []) : [];
  const then = history.find(({ start, end }) => start <= now - WEEK && (end === null || end > now - WEEK));
  const whoHasForecast = view?.whoHasForecast.map(({ memberId }) => memberId) ?? [];
  return {
    whoHasForecast,
    people: whoHasForecast.length,
    crowd,
    early,
    glance: glanceOf(view),
    hidden: view?.hidden ?? null,
    weekAgo: crowd && then ? then.value : null,
    latestAt: standing.length > 0 ? Math.max(...standing.map(({ latestAt }) => latestAt)) : null,
  };
}
