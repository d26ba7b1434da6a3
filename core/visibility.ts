import { aggregate, aggregateHistory, type CrowdSpan } from "#core/aggregation/binary";
import { type EarlyCrowd, earlyCrowd } from "#core/aggregation/early";
import type { Instant } from "#core/clock";
import { requireFinite } from "#core/math/require";
import { type Actor, can, forecastingMembership } from "#core/permissions";
import type { RevealPolicy } from "#core/question";
import { questionState, type StoredState } from "#core/resolution";
import { canonicalOrder, type ForecastEvent, type Standing, standingAt } from "#core/standing";

/**
 * What a viewer may see of the forecasts on a question. Every channel (page, API, live event, export, mail) goes from
 * stored forecasts to a viewer through this file and no other way.
 *
 * Before reveal nothing leaves that carries another person's value, its instant, its comment, or anything those can be
 * worked out from. Always shown: one's own forecasts, and who has forecast, by name.
 */
export interface Viewer {
  /** Their membership in the question's team, in whatever role; own forecasts are found by it. */
  readonly memberId: string | null;
  /** May forecast here, so must do so first under AFTER_FORECAST, whatever else they may. */
  readonly forecasts: boolean;
  /** May see {@link EarlyCrowd} aggregates under AFTER_FORECAST. */
  readonly seesEarlyCrowd: boolean;
}

/** The rights of an actor in a team, as this file asks for them. */
export function viewerOf(actor: Actor, teamId: string): Viewer {
  const forecasting = forecastingMembership(actor, teamId);
  const memberId = forecasting?.memberId ?? actor.memberships.find((m) => m.teamId === teamId)?.memberId ?? null;
  return {
    memberId,
    forecasts: forecasting !== null,
    seesEarlyCrowd: forecasting === null && can(actor, "crowd.early", { teamId }),
  };
}

/** What of a question decides when its forecasts are shown. */
export interface RevealRule {
  readonly revealPolicy: RevealPolicy;
  /** When the round closes; null unless the policy is AFTER_ROUND. */
  readonly revealAt: Instant | null;
  readonly state: StoredState;
  /** E, the scheduled close in force. */
  readonly closesAt: Instant;
}

/** own: nothing of others. aggregate: an {@link EarlyCrowd}. full: everything. */
export type Sight = "own" | "aggregate" | "full";

/** Why others are hidden: what has to happen first. `at` where the instant is fixed. */
export interface Hidden {
  readonly until: "you-forecast" | "round-closes" | "question-closes";
  readonly at: Instant | null;
}

/**
 * How much a viewer sees of a question.
 *
 * @param hasForecast whether the viewer ever stated a forecast on it (withdrawing does not unsee)
 * @throws {RangeError} on instants that are not finite, or AFTER_ROUND without one
 */
export function sightOf(
  rule: RevealRule,
  viewer: Viewer,
  hasForecast: boolean,
  now: Instant,
): { readonly sight: Sight; readonly hidden: Hidden | null } {
  const state = questionState(rule.state, rule, now);
  if (state === "RESOLVED" || state === "AMBIGUOUS") return FULL;
  // A lead can void a question alone, by a material amendment: that must not open a blind round.
  if (state === "VOID" && rule.revealPolicy !== "AFTER_ROUND") return FULL;
  switch (rule.revealPolicy) {
    case "ALWAYS":
      return FULL;
    case "AFTER_ROUND": {
      const revealAt = requireFinite("revealAt", rule.revealAt ?? Number.NaN);
      return now >= revealAt ? FULL : { sight: "own", hidden: { until: "round-closes", at: revealAt } };
    }
    case "AFTER_FORECAST": {
      if (now >= rule.closesAt || (viewer.forecasts && hasForecast)) return FULL;
      if (viewer.forecasts) return { sight: "own", hidden: { until: "you-forecast", at: null } };
      const hidden = { until: "question-closes", at: rule.closesAt } as const;
      return { sight: viewer.seesEarlyCrowd ? "aggregate" : "own", hidden };
    }
  }
}

const FULL = { sight: "full", hidden: null } as const;

/** A row of the forecast log as stored; `person` is a member id. */
export type LoggedForecast = ForecastEvent<number> & { readonly reason: string | null };

export interface Person {
  readonly memberId: string;
  readonly name: string;
}

/** The standing crowd, every aggregate a probability. */
export interface Crowd {
  readonly count: number;
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  readonly mean: number;
  readonly geometricMeanOfOdds: number;
}

export interface StandingOfPerson extends Person {
  readonly value: number;
  readonly since: Instant;
  readonly latestAt: Instant;
  /** Stated before its maker could see anybody else's: a number of their own. */
  readonly beforeSeeing: boolean;
}

export interface Revealed {
  /** Null while nobody's forecast stands. */
  readonly crowd: Crowd | null;
  /** Median and quartiles over time. */
  readonly history: readonly CrowdSpan[];
  /** What stands, by name. */
  readonly standing: readonly StandingOfPerson[];
  /** Every event of everybody, in canonical order. */
  readonly log: readonly LoggedForecast[];
}

export interface ForecastView {
  /** Every event of the viewer's own, in canonical order. */
  readonly ownLog: readonly LoggedForecast[];
  readonly own: Standing<number> | null;
  /** Who ever forecast, by name and never by recency. */
  readonly whoHasForecast: readonly Person[];
  readonly hidden: Hidden | null;
  /** For a viewer with aggregate sight, once enough people have forecast. */
  readonly early: EarlyCrowd | null;
  /** Null unless sight is full. */
  readonly revealed: Revealed | null;
  /** Whether the discussion is shown and open: comments speak of numbers, so they are hidden with them. */
  readonly commentsShown: boolean;
}

/**
 * The one way from stored forecasts to a viewer.
 *
 * As of a past instant the rule is that of now: what is hidden today is hidden in every past view, and what is shown is
 * cut at that instant. Where others are hidden, a past view says no more than today's: who had forecast by an instant, or
 * an aggregate of then beside one of now, would give away when and what somebody forecast.
 *
 * @param log every event on the question, in any order; later than `now` is left out
 * @param people at least everybody in the log, by member id
 * @param at the instant whose forecasts are wanted, not after `now`
 * @throws {RangeError} on a malformed log, or a person in it whose name is not given
 */
export function visibleForecasts(
  rule: RevealRule & { readonly opensAt: Instant },
  viewer: Viewer,
  log: readonly LoggedForecast[],
  people: ReadonlyMap<string, string>,
  now: Instant,
  at: Instant = now,
): ForecastView {
  const known = canonicalOrder(log).filter((event) => event.at <= now);
  const made = at < now ? known.filter((event) => event.at <= at) : known;
  const hasForecast = known.some(({ person }) => person === viewer.memberId);
  const { sight, hidden } = sightOf(rule, viewer, hasForecast, now);
  const ownLog = made.filter(({ person }) => person === viewer.memberId);
  return {
    ownLog,
    own: (viewer.memberId && standingAt(ownLog, at).get(viewer.memberId)) || null,
    whoHasForecast: byName(
      [...new Set((sight === "full" ? made : known).map(({ person }) => person))].map((id) => ({
        memberId: id,
        name: nameIn(people, id),
      })),
    ),
    hidden,
    early: sight === "aggregate" && at === now ? earlyCrowd(made) : null,
    revealed: sight === "full" ? reveal(rule, made, people, at) : null,
    commentsShown: sight === "full",
  };
}

function reveal(
  rule: RevealRule & { readonly opensAt: Instant },
  log: readonly LoggedForecast[],
  people: ReadonlyMap<string, string>,
  now: Instant,
): Revealed {
  const standing = [...standingAt(log, now).values()];
  return {
    crowd: crowdOf(standing.map(({ value }) => value)),
    history: now > rule.opensAt ? aggregateHistory("median", log, { from: rule.opensAt, until: now }) : [],
    standing: byName(
      standing.map((held) => ({
        memberId: held.person,
        name: nameIn(people, held.person),
        value: held.value,
        since: held.since,
        latestAt: held.latestAt,
        beforeSeeing: beforeSeeing(rule, log, held),
      })),
    ),
    log,
  };
}

function beforeSeeing(rule: RevealRule, log: readonly LoggedForecast[], held: Standing<number>): boolean {
  switch (rule.revealPolicy) {
    case "ALWAYS":
      return false;
    case "AFTER_ROUND":
      return rule.revealAt !== null && held.since < rule.revealAt;
    case "AFTER_FORECAST":
      return log.find(({ person }) => person === held.person)?.at === held.since;
  }
}

function crowdOf(values: readonly number[]): Crowd | null {
  if (values.length === 0) return null;
  const { value, lower, upper, count } = aggregate("median", values);
  return {
    count,
    median: value,
    lowerQuartile: lower,
    upperQuartile: upper,
    mean: aggregate("mean", values).value,
    geometricMeanOfOdds: aggregate("geometric_mean_of_odds", values).value,
  };
}

function nameIn(people: ReadonlyMap<string, string>, memberId: string): string {
  const name = people.get(memberId);
  if (name === undefined) throw new RangeError(`people must name everybody in the log, got no name for ${memberId}`);
  return name;
}

function byName<T extends Person>(list: readonly T[]): T[] {
  return list.toSorted(
    (a, b) => a.name.localeCompare(b.name, "en", { numeric: true }) || (a.memberId < b.memberId ? -1 : 1),
  );
}
