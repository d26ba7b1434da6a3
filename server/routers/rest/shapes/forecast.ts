import { z } from "zod";
import type { ChoiceValue, ContinuousValue } from "#core/forecast-value";
import { type ForecastView, type LoggedForecast, ownLogOf, type QuestionLog } from "#core/forecast-view";
import { scaleValue } from "#server/exchange/export-typed";
import { At, at, Id, named, ScaleValue } from "#server/routers/rest/shapes/values";

/** What a forecast states, as world files write it: one of them, by the question's type. */
const stated = {
  probability: z.number().optional(),
  probabilities: z
    .array(z.number().nullable())
    .optional()
    .meta({ description: "By `options` of the answer; null for one that was not on offer." }),
  quantiles: z.record(z.string(), ScaleValue).optional().meta({ description: "Level → value." }),
  cdf: z.array(z.number()).optional(),
};
type Stated = z.input<z.ZodObject<typeof stated>>;

export const Standing = named(
  "StandingForecast",
  z.object({
    ...stated,
    since: At.meta({ description: "When this value was first stated without a break." }),
    latestAt: At.meta({ description: "When it was last stated or reaffirmed." }),
  }),
);

export const Forecast = named(
  "Forecast",
  z.object({
    person: Id.meta({ description: "A member of the team." }),
    name: z.string().nullable(),
    madeAt: At,
    sequence: z.number().meta({ description: "1, 2, … of this person on this question." }),
    kind: z.enum(["forecast", "reaffirmation", "withdrawal"]),
    ...stated,
    low: z.number().optional(),
    high: z.number().optional(),
    confidence: z.number().optional(),
    reason: z.string().nullable(),
    version: z.number().nullable().meta({ description: "The version of the question that it answers." }),
  }),
);

/** What the viewer holds. */
export function standingOf(view: ForecastView): z.input<typeof Standing> | null {
  const { own } = view;
  return own && { ...statedBy(view), since: at(own.since), latestAt: at(own.latestAt) };
}

function statedBy(view: ForecastView): Stated {
  switch (view.type) {
    case "binary":
      return view.own ? { probability: view.own.value } : {};
    case "multiple_choice":
      return view.own ? { probabilities: [...view.own.value] } : {};
    case "numeric":
    case "date":
      return view.own ? distribution(view.own.value, view.type) : {};
  }
}

function distribution({ quantiles, cdf }: ContinuousValue, type: "numeric" | "date"): Stated {
  if (quantiles.length === 0) return { cdf: [...cdf] };
  return { quantiles: Object.fromEntries(quantiles.map(({ level, value }) => [level, scaleValue(value, type)])) };
}

export interface Row {
  key: readonly [number, number, string];
  forecast: z.input<typeof Forecast>;
}

/** The forecasts that a view shows, one's own and whatever else is revealed, in canonical order. */
export function forecastsIn(view: ForecastView): Row[] {
  const names = new Map(view.whoHasForecast.map(({ memberId, name }) => [memberId, name]));
  const own = rowsOf(ownLogOf(view), names);
  const shown = view.revealed ? rowsOf(revealed(view), names) : [];
  // In a later round the others' are those from before it, and one's own are all there.
  const known = new Set(shown.map(({ key }) => key.join()));
  return [...shown, ...own.filter(({ key }) => !known.has(key.join()))].sort(
    ({ key: [atA, sequenceA, personA] }, { key: [atB, sequenceB, personB] }) =>
      atA - atB || sequenceA - sequenceB || (personA < personB ? -1 : personA > personB ? 1 : 0),
  );
}

function revealed(view: ForecastView): QuestionLog {
  switch (view.type) {
    case "binary":
      return { type: view.type, log: view.revealed?.log ?? [] };
    case "multiple_choice":
      return { type: view.type, options: view.options, log: view.revealed?.log ?? [] };
    case "numeric":
    case "date":
      return { type: view.type, range: view.range, log: view.revealed?.log ?? [] };
  }
}

function rowsOf(question: QuestionLog, names: ReadonlyMap<string, string>): Row[] {
  const rows = <V>(log: readonly LoggedForecast<V>[], state: (value: V) => Stated): Row[] =>
    log.map((event) => {
      const { person, at: made, sequence, kind, reason, interval, version = null } = event;
      return {
        key: [made, sequence, person],
        forecast: {
          person,
          name: names.get(person) ?? null,
          madeAt: at(made),
          sequence,
          kind,
          ...(event.kind === "forecast" ? state(event.value) : {}),
          ...(interval ? { low: interval.low, high: interval.high } : {}),
          ...(interval?.confidence == null ? {} : { confidence: interval.confidence }),
          reason,
          version,
        },
      };
    });
  switch (question.type) {
    case "binary":
      return rows(question.log, (probability) => ({ probability }));
    case "multiple_choice":
      return rows(question.log, (value: ChoiceValue) => ({ probabilities: [...value] }));
    case "numeric":
    case "date":
      return rows(question.log, (value) => distribution(value, question.type));
  }
}
