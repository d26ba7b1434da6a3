import type { EarlyCrowd } from "#core/aggregation/early";
import type { Instant } from "#core/clock";
import type {
  ForecastView,
  Hidden,
  LoggedForecast,
  QuestionLog,
  RevealedOf,
  RoundView,
  ViewOf,
} from "#core/forecast-view";
import { byName, nameIn } from "#core/log-people";
import { type LogReading, logReader } from "#core/log-reading";
import { requireFinite } from "#core/math/require";
import { type Actor, can, forecastingMembership, makerOf } from "#core/permissions";
import type { RevealPolicy } from "#core/question";
import { questionState, type StoredState } from "#core/resolution";
import { answeredIn, blindnessAt, type RoundSpan } from "#core/round";
import { BINARY_CROWDS, CHOICE_CROWDS, CONTINUOUS_CROWDS, type Crowds } from "#core/shown-crowds";
import { type Standing, standingAt } from "#core/standing";

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

/** The rights of an actor in a team, as this file asks for them. A token sees what its maker does. */
export function viewerOf(asking: Actor, teamId: string): Viewer {
  const actor = makerOf(asking);
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
  /** When the round closes; null unless the policy is AFTER_ROUND. Where there are rounds, these decide instead. */
  readonly revealAt: Instant | null;
  /** In order. With one of them, policy and `revealAt` no longer count. */
  readonly rounds: readonly RoundSpan[];
  readonly state: StoredState;
  /** E, the scheduled close in force. */
  readonly closesAt: Instant;
}

/**
 * own: nothing of others. aggregate: an early crowd (`core/aggregation/early`). earlier: what was stated before the
 * running round opened, and nothing since. full: everything.
 */
export type Sight = "own" | "aggregate" | "earlier" | "full";

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
  if (state === "VOID" && rule.revealPolicy !== "AFTER_ROUND" && rule.rounds.length === 0) return FULL;
  if (rule.rounds.length > 0) return sightInRounds(rule.rounds, now);
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

/** A round is blind for everybody, whatever they may elsewhere; its end shows everything to everybody. */
function sightInRounds(rounds: readonly RoundSpan[], now: Instant): { sight: Sight; hidden: Hidden | null } {
  const blindness = blindnessAt(rounds, now);
  if (blindness === null) return FULL;
  const { round, shownBefore } = blindness;
  const hidden = { until: "round-closes", at: round.endsAt } as const;
  return shownBefore === null ? { sight: "own", hidden } : { sight: "earlier", hidden: { ...hidden, shownBefore } };
}

/** When and to whom a question's forecasts are shown. */
export type ShownBy = RevealRule & { readonly opensAt: Instant };

/**
 * The one way from stored forecasts to a viewer.
 *
 * As of a past instant the rule is that of now: what is hidden today is hidden in every past view, and what is shown is
 * cut at that instant. Where others are hidden, a past view says no more than today's: who had forecast by an instant, or
 * an aggregate of then beside one of now, would give away when and what somebody forecast.
 *
 * @param question its type and every event on it, in any order; later than `now` is left out
 * @param people at least everybody in the log, by member id
 * @param at the instant whose forecasts are wanted, not after `now`
 * @throws {RangeError} on a malformed log, or a person in it whose name is not given
 */
export function visibleForecasts(
  rule: ShownBy,
  viewer: Viewer,
  question: QuestionLog,
  people: ReadonlyMap<string, string>,
  now: Instant,
  at: Instant = now,
): ForecastView {
  const seen = { rule, viewer, people, now, at };
  switch (question.type) {
    case "binary":
      return { type: question.type, ...viewOf(seen, question.log, BINARY_CROWDS, BINARY_READER) };
    case "multiple_choice": {
      const { type, options, log } = question;
      return { type, options, ...viewOf(seen, log, CHOICE_CROWDS, CHOICE_READER) };
    }
    case "numeric":
    case "date": {
      const { type, range, log } = question;
      return { type, range, ...viewOf(seen, log, CONTINUOUS_CROWDS, CONTINUOUS_READER) };
    }
  }
}

interface Seen {
  readonly rule: ShownBy;
  readonly viewer: Viewer;
  readonly people: ReadonlyMap<string, string>;
  readonly now: Instant;
  readonly at: Instant;
}

type Reader<V, C, H> = (log: readonly LoggedForecast<V>[]) => LogReading<V, C, H>;

const BINARY_READER = logReader(BINARY_CROWDS);
const CHOICE_READER = logReader(CHOICE_CROWDS);
const CONTINUOUS_READER = logReader(CONTINUOUS_CROWDS);

function viewOf<V, C, H, E>(
  { rule, viewer, people, now, at }: Seen,
  log: readonly LoggedForecast<V>[],
  crowds: Crowds<V, C, H, E>,
  read: Reader<V, C, H>,
): ViewOf<V, C, H, E> {
  const known = read(log).cut(now, "up to");
  const made = known.cut(at, "up to");
  const { memberId } = viewer;
  const hasForecast = memberId !== null && known.ownLog(memberId).length > 0;
  const { sight, hidden } = sightOf(rule, viewer, hasForecast, now);
  const ownLog = memberId === null ? [] : made.ownLog(memberId);
  const shownBefore = hidden?.shownBefore;
  const shown = shownBefore === undefined ? made : made.cut(shownBefore, "before");
  const shownAt = sight === "full" ? at : shownBefore === undefined ? null : Math.min(at, shownBefore);
  const told = sight === "full" ? made : known;
  return {
    ownLog,
    own: (memberId && standingAt(ownLog, at).get(memberId)) || null,
    whoHasForecast: byName(
      told.people.map((id) => ({ memberId: id, name: nameIn(people, id) })),
      people,
    ),
    hidden,
    early: sight === "aggregate" && at === now ? crowds.early(made.log) : null,
    revealed: shownAt === null ? null : reveal(rule, shown, people, shownAt),
    commentsShown: shownAt !== null,
    commentsOpen: sight === "full",
    round: roundView(rule.rounds, told.log, people, at),
    rounds: rule.rounds.filter(({ opensAt }) => opensAt <= at),
  };
}

function roundView(
  rounds: readonly RoundSpan[],
  made: readonly LoggedForecast<unknown>[],
  people: ReadonlyMap<string, string>,
  at: Instant,
): RoundView | null {
  const round = rounds.findLast(({ opensAt }) => opensAt <= at);
  if (round === undefined) return null;
  const answered = [...answeredIn(made, round)].map((id) => ({ memberId: id, name: nameIn(people, id) }));
  return { ...round, running: at < round.endsAt, answered: byName(answered, people) };
}

function reveal<V, C, H>(
  rule: ShownBy,
  shown: LogReading<V, C, H>,
  people: ReadonlyMap<string, string>,
  now: Instant,
): RevealedOf<V, C, H> {
  const { log, standing, versions } = shown;
  const seen = beforeSeeing(rule, shown);
  return {
    crowd: shown.crowd,
    // Made when it is asked for: of most questions of a page no history is drawn.
    get history() {
      return now > rule.opensAt ? shown.history({ from: rule.opensAt, until: now }) : [];
    },
    standing: byName(
      standing.map((held) => ({
        memberId: held.person,
        name: nameIn(people, held.person),
        value: held.value,
        since: held.since,
        latestAt: held.latestAt,
        beforeSeeing: seen(held),
        ...versionOf(versions.get(held.person)),
      })),
      people,
    ),
    log,
  };
}

const versionOf = (version: number | undefined) => (version === undefined ? {} : { version });

/** Whether what somebody holds was stated before they could see anybody else's. */
function beforeSeeing<V, C, H>(rule: RevealRule, shown: LogReading<V, C, H>): (held: Standing<V>) => boolean {
  const [first] = rule.rounds;
  if (first) return ({ since }) => since >= first.opensAt && since < first.endsAt;
  switch (rule.revealPolicy) {
    case "ALWAYS":
      return () => false;
    case "AFTER_ROUND":
      return ({ since }) => rule.revealAt !== null && since < rule.revealAt;
    case "AFTER_FORECAST":
      return ({ person, since }) => shown.began.get(person) === since;
  }
}
