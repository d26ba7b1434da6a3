import type { CrowdPeriod } from "#core/aggregation/history";
import { crowdHistory } from "#core/aggregation/history";
import { geometricMean } from "#core/aggregation/methods";
import type {
  Aggregate,
  Kind,
  Pmf,
  QuestionInput,
  VectorForecast,
  VectorQuestion,
  Weighting,
} from "#core/scoring/vectors/kinds.adapter";
import { SECOND, WEIGHTINGS, withKind } from "#core/scoring/vectors/kinds.adapter";
import type { ForecastEvent } from "#core/standing";
import { canonicalOrder } from "#core/standing";

export function logOf<V>(kind: Kind<V>, forecasts: readonly VectorForecast[]): ForecastEvent<V>[] {
  return forecasts.map((forecast, i) => {
    const row = { person: forecast.user, at: forecast.time * SECOND, sequence: i + 1 };
    if (forecast.action === "withdraw") return { ...row, kind: "withdrawal" };
    return { ...row, kind: "forecast", value: kind.value(forecast) };
  });
}

export function historyOf<V>(
  kind: Kind<V>,
  weighting: Weighting,
  question: VectorQuestion,
  forecasts: readonly VectorForecast[],
): CrowdPeriod<Aggregate<V>>[] {
  const log = logOf(
    kind,
    forecasts.filter(({ time }) => time <= question.actual_close_time),
  );
  return crowdHistory(log, (standing) => kind.pool(weighting, standing), {
    from: question.open_time * SECOND,
    until: null,
  });
}

export function aggregationHistory({ question, forecasts }: QuestionInput) {
  return withKind(question, (kind) =>
    Object.fromEntries(
      WEIGHTINGS.map((weighting) => [
        weighting,
        historyOf(kind, weighting, question, forecasts).map(({ start, end, crowd: { value: _, ...entry } }) => ({
          start_time: start / SECOND,
          end_time: end === null ? null : end / SECOND,
          ...entry,
        })),
      ]),
    ),
  );
}

export function geometricMeanHistory({ question, forecasts }: QuestionInput) {
  return withKind(question, (kind) =>
    geometricMeans(logOf(kind, forecasts), kind.pmf).map(({ time, ...entry }) => ({ start_time: time, ...entry })),
  );
}

/** The geometric mean of what stands, bucket by bucket; a lone forecaster is counted as none, as Metaculus does. */
export function geometricMeans<V>(log: readonly ForecastEvent<V>[], pmf: (value: V) => Pmf) {
  const pool = (standing: V[]) => {
    const rows = standing.map(pmf);
    const column = (k: number) => rows.map((row) => row[k] ?? null).filter((p) => p !== null);
    return {
      num_forecasters: rows.length === 1 ? 0 : rows.length,
      pmf: (rows[0] ?? []).map((_, k) => (column(k).length === 0 ? null : geometricMean(column(k)))),
    };
  };
  const [first] = canonicalOrder(log);
  if (first === undefined) return [];
  return crowdHistory(log, pool, { from: first.at, until: null }).map(({ start, crowd }) => ({
    time: start / SECOND,
    ...crowd,
  }));
}
