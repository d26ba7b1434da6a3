import type { CrowdSpan } from "#core/aggregation/binary";
import type { EarlyCrowd, EarlyOptions, EarlyRange } from "#core/aggregation/early";
import type { CrowdPeriod } from "#core/aggregation/history";
import type { OptionsCrowd } from "#core/aggregation/options";
import type { Instant } from "#core/clock";
import type { ChoiceValue, ContinuousValue, HeldValue, TypedLog } from "#core/forecast-value";
import type { Range } from "#core/question";
import type { Interval, RoundSpan } from "#core/round";
import type { Crowd, RangeCrowd, RangeSpan } from "#core/shown-crowds";
import type { ForecastEvent, Standing } from "#core/standing";

/** Why others are hidden: what has to happen first. `at` where the instant is fixed. */
export interface Hidden {
  readonly until: "you-forecast" | "round-closes" | "question-closes";
  readonly at: Instant | null;
  /** With earlier sight: what others stated before this instant is shown. */
  readonly shownBefore?: Instant;
}

/** What each row of the forecast log carries beside what it states. */
export interface Stated {
  readonly reason: string | null;
  /** What was stated around a probability; null where nothing was. */
  readonly interval: Interval | null;
  /** Number of the question's version that it answers. */
  readonly version?: number;
}

/** A row of the forecast log as stored; `person` is a member id. */
export type LoggedForecast<V = HeldValue> = ForecastEvent<V> & Stated;

/** The log of a question of any type. */
export type QuestionLog = TypedLog<Stated>;

export interface Person {
  readonly memberId: string;
  readonly name: string;
}

export interface StandingOfPerson<V = HeldValue> extends Person {
  readonly value: V;
  readonly since: Instant;
  readonly latestAt: Instant;
  /** Stated before its maker could see anybody else's: a number of their own. */
  readonly beforeSeeing: boolean;
  /** Number of the question's version that it was last stated or reaffirmed on. */
  readonly version?: number;
}

/** What is shown of everybody, by what a forecast holds (V), the crowd (C) and a stretch of its history (H). */
export interface RevealedOf<V, C, H> {
  /** Null while nobody's forecast stands. */
  readonly crowd: C | null;
  /** What the crowd said over time, with its quartiles. */
  readonly history: readonly H[];
  /** What stands, by name. */
  readonly standing: readonly StandingOfPerson<V>[];
  /** Every event of everybody, in canonical order. */
  readonly log: readonly LoggedForecast<V>[];
}

export interface ViewOf<V, C, H, E> {
  /** Every event of the viewer's own, in canonical order. */
  readonly ownLog: readonly LoggedForecast<V>[];
  readonly own: Standing<V> | null;
  /** Who ever forecast, by name and never by recency. */
  readonly whoHasForecast: readonly Person[];
  readonly hidden: Hidden | null;
  /** For a viewer with aggregate sight, once enough people have forecast. */
  readonly early: E | null;
  /** With full sight as of now, with earlier sight as of the round's opening; else null. */
  readonly revealed: RevealedOf<V, C, H> | null;
  /** Whether the discussion is shown: comments speak of numbers, so they are hidden with them. */
  readonly commentsShown: boolean;
  /** Whether it takes comments: never while a round is blind. */
  readonly commentsOpen: boolean;
  /** The latest round. */
  readonly round: RoundView | null;
  /** Every round, in order. */
  readonly rounds: readonly RoundSpan[];
}

/** A round as everybody sees it: who has answered is never hidden, and never told by recency. */
export interface RoundView extends RoundSpan {
  readonly running: boolean;
  readonly answered: readonly Person[];
}

export interface BinaryView extends ViewOf<number, Crowd, CrowdSpan, EarlyCrowd> {
  readonly type: "binary";
}

export interface ChoiceView extends ViewOf<ChoiceValue, OptionsCrowd, CrowdPeriod<OptionsCrowd>, EarlyOptions> {
  readonly type: "multiple_choice";
  /** Every option ever offered: what each list of numbers is in the order of. */
  readonly options: readonly string[];
}

export interface ContinuousView extends ViewOf<ContinuousValue, RangeCrowd, RangeSpan, EarlyRange> {
  readonly type: "numeric" | "date";
  readonly range: Range;
}

/** What a viewer may see of a question's forecasts. */
export type ForecastView = BinaryView | ChoiceView | ContinuousView;

/** Everybody's forecasts as a view shows them; null where it does not show them all. */
export function revealedLog(view: ForecastView): QuestionLog | null {
  if (view.revealed === null || view.hidden !== null) return null;
  switch (view.type) {
    case "binary":
      return { type: view.type, log: view.revealed.log };
    case "multiple_choice":
      return { type: view.type, options: view.options, log: view.revealed.log };
    case "numeric":
    case "date":
      return { type: view.type, range: view.range, log: view.revealed.log };
  }
}

/** The viewer's own forecasts as a view shows them. */
export function ownLogOf(view: ForecastView): QuestionLog {
  switch (view.type) {
    case "binary":
      return { type: view.type, log: view.ownLog };
    case "multiple_choice":
      return { type: view.type, options: view.options, log: view.ownLog };
    case "numeric":
    case "date":
      return { type: view.type, range: view.range, log: view.ownLog };
  }
}
