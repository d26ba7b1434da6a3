import { z } from "zod";
import { valueAt } from "#core/distribution";
import type { ForecastView } from "#core/forecast-view";
import type { Range } from "#core/question";
import { scaleValue } from "#server/exchange/export-typed";
import { At, at, atOrNull, named, ScaleValue } from "#server/routers/rest/shapes/values";

const count = z.number().meta({ description: "How many people's forecasts it is made of." });

const Quartiles = z.object({ lower: ScaleValue, median: ScaleValue, upper: ScaleValue });

export const Crowd = named(
  "Crowd",
  z.object({
    count,
    early: z.boolean().meta({ description: "A coarse aggregate for who may not see the people of it yet." }),
    binary: z
      .object({
        median: z.number().nullable(),
        lowerQuartile: z.number().nullable(),
        upperQuartile: z.number().nullable(),
        mean: z.number(),
        geometricMeanOfOdds: z.number(),
      })
      .nullable(),
    options: z
      .array(z.object({ option: z.string(), mean: z.number() }))
      .nullable()
      .meta({ description: "Of a multiple choice question, every option ever offered." }),
    quartiles: Quartiles.nullable().meta({ description: "Of a numeric or date question, of the mean of the CDFs." }),
    cdf: z.array(z.number()).nullable().meta({ description: "The mean of the CDFs, as a world file has one." }),
  }),
);
type CrowdShape = z.input<typeof Crowd>;

const NOTHING = { early: false, binary: null, options: null, quartiles: null, cdf: null } as const;

/** The crowd as far as a view shows it. */
export function crowdOf(view: ForecastView): CrowdShape | null {
  switch (view.type) {
    case "binary": {
      const crowd = view.revealed?.crowd;
      if (crowd) return { ...NOTHING, count: crowd.count, binary: crowd };
      const { early } = view;
      const aggregates = early && { ...early, median: null, lowerQuartile: null, upperQuartile: null };
      return early && { ...NOTHING, early: true, count: early.count, binary: aggregates };
    }
    case "multiple_choice": {
      const shown = view.revealed?.crowd ?? null;
      const crowd = shown ?? view.early;
      const options = view.options.map((option, k) => ({ option, mean: crowd?.values[k] ?? 0 }));
      return crowd && { ...NOTHING, early: shown === null, count: crowd.count, options };
    }
    case "numeric":
    case "date": {
      const shown = view.revealed?.crowd ?? null;
      const crowd = shown ?? view.early;
      if (!crowd) return null;
      const quartiles = quartilesOf(crowd, view.range, view.type);
      return { ...NOTHING, early: shown === null, count: crowd.count, quartiles, cdf: shown?.cdf ?? null };
    }
  }
}

type Located = Readonly<Record<"lower" | "median" | "upper", number>>;

function quartilesOf({ lower, median, upper }: Located, range: Range, type: "numeric" | "date") {
  const value = (location: number) => scaleValue(valueAt(location, range), type);
  return { lower: value(lower), median: value(median), upper: value(upper) };
}

export const Span = named(
  "CrowdSpan",
  z.object({
    start: At,
    end: At.nullable(),
    count,
    binary: z.object({ median: z.number(), lowerQuartile: z.number(), upperQuartile: z.number() }).nullable(),
    options: z.array(z.object({ option: z.string(), mean: z.number() })).nullable(),
    quartiles: Quartiles.nullable(),
  }),
);

/** What the crowd said over time, as far as a view shows it. What it still says has no end, whenever it is asked for. */
export function historyOf(view: ForecastView): z.input<typeof Span>[] {
  const spans = spansIn(view);
  const last = spans.at(-1);
  if (last && view.hidden === null && view.revealed?.crowd) last.end = null;
  return spans;
}

function spansIn(view: ForecastView): z.input<typeof Span>[] {
  const nothing = { binary: null, options: null, quartiles: null };
  const during = ({ start, end }: { start: number; end: number | null }) => ({ start: at(start), end: atOrNull(end) });
  switch (view.type) {
    case "binary":
      return (view.revealed?.history ?? []).map((span) => ({
        ...nothing,
        ...during(span),
        count: span.count,
        binary: { median: span.value, lowerQuartile: span.lower, upperQuartile: span.upper },
      }));
    case "multiple_choice":
      return (view.revealed?.history ?? []).map((span) => ({
        ...nothing,
        ...during(span),
        count: span.crowd.count,
        options: view.options.map((option, k) => ({ option, mean: span.crowd.values[k] ?? 0 })),
      }));
    case "numeric":
    case "date":
      return (view.revealed?.history ?? []).map((span) => ({
        ...nothing,
        ...during(span),
        count: span.count,
        quartiles: quartilesOf(span, view.range, view.type),
      }));
  }
}
