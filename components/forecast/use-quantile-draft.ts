import { useState } from "react";
import type { ScaleMeasure } from "#components/charts/measure";
import type { Instant } from "#components/ui/format";
import type { Quantile } from "#core/quantile-cdf";
import { checkQuantiles } from "./quantile-check";
import { roundOn } from "./quantile-moves";
import { LEVELS, readLevels } from "./quantile-presets";
import { type QuantityDraft, quantityOf, setValue, typedValue } from "./quantile-text";
import { useDraft, versionOf } from "./use-draft";

export interface StandingDistribution {
  /** Empty where only the curve was recorded. */
  quantiles: readonly Quantile[];
  cdf: readonly number[];
  since: Instant;
}

type Held = Omit<StandingDistribution, "since">;

interface Row extends QuantityDraft {
  readonly level: number;
}

/** Quantiles being typed or dragged, against the distribution that stands. */
export function useQuantileDraft(standing: StandingDistribution | null, measure: ScaleMeasure) {
  const { draft, stands, edit, revert, settle } = useDraft<Held, readonly Row[]>(
    standing,
    versionOf(standing, standing?.quantiles),
  );
  /** What a preset replaced, as long as nothing else was changed since. */
  const [before, setBefore] = useState<readonly Row[] | null>(null);

  const rows = draft ?? rowsOf(stands, measure);
  const levels = rows.map(({ level }) => level);
  const values = rows.map(quantityOf);
  const checked = checkQuantiles(levels, values, measure);
  const changed = draft !== null && !sameQuantiles(draft, rowsOf(stands, measure));

  function put(next: readonly Row[]) {
    edit(next);
    setBefore(null);
  }

  return {
    rows,
    levels,
    values,
    checked,
    /** The recorded curve while nothing is changed, else the one that saving would record. */
    cdf: draft === null && stands ? stands.cdf : checked.cdf,
    stands,
    changed,
    dirty: draft !== null,
    type: (i: number, text: string) =>
      put(rows.map((row, k) => (k === i ? { level: row.level, ...typedValue(text, measure) } : row))),
    move: (i: number, value: number) =>
      put(rows.map((row, k) => (k === i ? { level: row.level, ...setValue(value, measure) } : row))),
    /** All rows at once. */
    replace(quantiles: readonly Quantile[]) {
      const rounded = quantiles.map(({ value }) => roundOn(value, measure));
      const apart = rounded.every((value, i) => i === 0 || value > (rounded[i - 1] ?? value));
      const inside =
        checkQuantiles(
          quantiles.map(({ level }) => level),
          rounded,
          measure,
        ).cdf !== null;
      put(
        quantiles.map(({ level, value }, i) => ({
          level,
          ...setValue(apart && inside ? (rounded[i] ?? value) : value, measure),
        })),
      );
      setBefore(rows);
    },
    undo: before === null ? null : () => put(before),
    revert() {
      revert();
      setBefore(null);
    },
    settle(to: Held | null) {
      settle(to);
      setBefore(null);
    },
  };
}

/** A row per level that was stated; the usual ones, read off the curve, where none was. */
function rowsOf(held: Held | null, measure: ScaleMeasure): Row[] {
  if (held === null) return LEVELS.map((level) => ({ level, text: "", parsed: { kind: "empty" } }));
  const quantiles = held.quantiles.length > 0 ? held.quantiles : readLevels(held.cdf, measure.range);
  return quantiles.map(({ level, value }) => ({ level, ...setValue(value, measure) }));
}

function sameQuantiles(a: readonly Row[], b: readonly Row[]): boolean {
  return (
    a.length === b.length &&
    a.every((row, i) => row.level === b[i]?.level && quantityOf(row) === quantityOf(b[i] ?? row))
  );
}
