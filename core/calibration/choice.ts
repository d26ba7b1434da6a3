import { z } from "zod";
import { DEFAULT_HORIZON, type Horizon } from "#core/calibration/horizon";

/** Ways to make one number of the team, each of which may be looked at like a person. */
export const CROWDS = ["median", "mean", "geometric_mean_of_odds"] as const;
export type CrowdMethod = (typeof CROWDS)[number];

/** Whose forecasts: everybody's, one pair a person and question; the crowd as if it were a person; or one member. */
export type Who =
  | { readonly kind: "everybody" }
  | { readonly kind: "crowd"; readonly method: CrowdMethod }
  | { readonly kind: "person"; readonly memberId: string };

export const EVERYBODY: Who = { kind: "everybody" };

/** When a forecast is taken. Null: all the time that it was held, by its share of the question's. */
export type TakenAt = Horizon | null;

/** Days before the scheduled close that are offered; any whole number up to the last may be asked for. */
export const DAYS_BEFORE = [1, 3, 7, 14, 30, 60, 90, 180, 365] as const;
const MOST_DAYS = 3650;

/** Whose forecasts, taken when. */
export interface CalibrationChoice {
  readonly who: Who;
  readonly taken: TakenAt;
}

/** What a record is held against: another record on the same questions, or the same one over another period. */
export type Versus =
  | { readonly kind: "record"; readonly who: Who }
  | { readonly kind: "period"; readonly from: string | null; readonly to: string | null };

export const VIEWS = ["diagram", "bins", "table"] as const;
export type CalibrationView = (typeof VIEWS)[number];

/** A stretch of a diagram: forecasts in [low, high], of the first or the second record. */
export interface Point {
  readonly low: number;
  readonly high: number;
  readonly of: 1 | 2;
}

/** What an address asks for besides its questions. */
export interface CalibrationAddress extends CalibrationChoice {
  readonly versus: Versus | null;
  readonly view: CalibrationView;
  /** The point whose questions are listed. */
  readonly point: Point | null;
}

const crowd = z.enum(CROWDS).transform((method): Who => ({ kind: "crowd", method }));
const person = z.uuid().transform((memberId): Who => ({ kind: "person", memberId }));
const whoSchema = z.union([crowd, person]).catch(EVERYBODY);
const time = z.literal("time").transform((): TakenAt => null);
const days = z.coerce
  .number()
  .int()
  .min(1)
  .max(MOST_DAYS)
  .transform((days): TakenAt => ({ kind: "days_before_close", days }));
const takenSchema = z.union([time, days]).catch(DEFAULT_HORIZON);
const edge = z.coerce.number().min(0).max(1).nullable().catch(null);
const day = z.iso.date().nullable().catch(null);

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Reads `who`, `taken`, `vs`, `vsFrom`, `vsTo`, `view`, `low`, `high` and `of`. What cannot be meant falls back to the
 * default, so that no address is ever an error.
 */
export function calibrationAddress(params: Params): CalibrationAddress {
  const one = (key: string) => {
    const value = params[key];
    return (typeof value === "string" ? value : value?.[0]) || null;
  };
  const [low, high] = [edge.parse(one("low")), edge.parse(one("high"))];
  return {
    who: whoSchema.parse(one("who")),
    taken: takenSchema.parse(one("taken")),
    versus: versusOf(one("vs"), day.parse(one("vsFrom")), day.parse(one("vsTo"))),
    view: z.enum(VIEWS).catch("diagram").parse(one("view")),
    point: low === null || high === null || low > high ? null : { low, high, of: one("of") === "2" ? 2 : 1 },
  };
}

function versusOf(asked: string | null, from: string | null, to: string | null): Versus | null {
  if (asked === "period") return { kind: "period", from, to };
  if (asked === "everybody") return { kind: "record", who: EVERYBODY };
  const record = whoSchema.parse(asked);
  return record.kind === "everybody" ? null : { kind: "record", who: record };
}

/** The parameters that ask for what an address asks for, defaults left out. */
export function calibrationParams({ who, taken, versus, view, point }: CalibrationAddress): Record<string, string> {
  return {
    ...(who.kind === "everybody" ? {} : { who: whoName(who) }),
    ...(taken?.kind === "halfway" ? {} : { taken: takenName(taken) }),
    ...(versus?.kind === "record" ? { vs: whoName(versus.who) } : {}),
    ...(versus?.kind === "period"
      ? {
          vs: "period",
          ...(versus.from === null ? {} : { vsFrom: versus.from }),
          ...(versus.to === null ? {} : { vsTo: versus.to }),
        }
      : {}),
    ...(view === "diagram" ? {} : { view }),
    ...(point === null ? {} : { low: String(point.low), high: String(point.high), of: String(point.of) }),
  };
}

/** `everybody`, a crowd's method or a member's id. */
export function whoName(who: Who): string {
  switch (who.kind) {
    case "everybody":
      return "everybody";
    case "crowd":
      return who.method;
    case "person":
      return who.memberId;
  }
}

/** `half`, `time`, or the days before the close. */
export function takenName(taken: TakenAt): string {
  if (taken === null) return "time";
  return taken.kind === "halfway" ? "half" : String(taken.days);
}
