import { type ChoiceValue, type ContinuousValue, choiceValue, type TypedLog } from "#core/forecast-value";
import type { ForecastEvent } from "#core/standing";
import { type AskedSpec, BINARY } from "#server/forecasts/read-specs";

/** What an event of any type states: a number, shares on its version's options, or a distribution. */
export const VALUE_COLUMNS = `CASE WHEN cardinality(f."probabilities") = 1 THEN f."probabilities"[1] END AS "p",
  CASE WHEN cardinality(f."probabilities") > 1 THEN f."probabilities" END AS "shares",
  CASE WHEN cardinality(f."probabilities") > 1 THEN f."questionVersionId" END AS "versionId",
  CASE WHEN cardinality(f."cdf") > 0 THEN f."quantileLevels" END AS "levels",
  CASE WHEN cardinality(f."cdf") > 0 THEN f."quantileValues" END AS "values",
  CASE WHEN cardinality(f."cdf") > 0 THEN f."cdf" END AS "cdf"`;

export interface ValueRow {
  person: string;
  kind: "FORECAST" | "WITHDRAWAL" | "REAFFIRMATION";
  sequence: number;
  at: number;
  p: number | null;
  shares: number[] | null;
  versionId: string | null;
  levels: number[] | null;
  values: number[] | null;
  cdf: number[] | null;
}

/**
 * Rows of one question's log as its type reads them.
 *
 * @param extra what an event carries beside what it states
 * @throws {RangeError} for a forecast that does not state what its question asks
 */
export function typedLog<R extends ValueRow, E extends object>(
  rows: readonly R[],
  { asked, offered }: AskedSpec = BINARY,
  extra: (row: R) => E,
): TypedLog<E> {
  switch (asked.type) {
    case "binary":
      return { type: asked.type, log: rows.map((row) => toEvent(row, probability, extra)) };
    case "multiple_choice": {
      const { options } = asked;
      const shares = ({ shares: stated, versionId }: R): ChoiceValue => {
        if (stated === null) throw new RangeError("a forecast must state one probability per option, got none");
        return choiceValue(stated, offered.get(versionId ?? "") ?? options, options);
      };
      return { type: asked.type, options, log: rows.map((row) => toEvent(row, shares, extra)) };
    }
    case "numeric":
    case "date":
      return { type: asked.type, range: asked.range, log: rows.map((row) => toEvent(row, distribution, extra)) };
  }
}

function probability({ p }: ValueRow): number {
  if (p === null) throw new RangeError("a forecast must state a probability, got none");
  return p;
}

function distribution({ levels, values, cdf }: ValueRow): ContinuousValue {
  if (cdf === null) throw new RangeError("a forecast must state a distribution, got none");
  const quantiles = (levels ?? []).map((level, i) => ({ level, value: values?.[i] ?? Number.NaN }));
  return { quantiles, cdf };
}

function toEvent<R extends ValueRow, V, E extends object>(
  row: R,
  value: (row: R) => V,
  extra: (row: R) => E,
): ForecastEvent<V> & E {
  const { person, at, sequence, kind } = row;
  const event = { ...extra(row), person, at, sequence };
  switch (kind) {
    case "WITHDRAWAL":
      return { ...event, kind: "withdrawal" };
    case "REAFFIRMATION":
      return { ...event, kind: "reaffirmation" };
    case "FORECAST":
      return { ...event, kind: "forecast", value: value(row) };
  }
}
