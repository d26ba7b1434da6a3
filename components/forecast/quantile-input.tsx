"use client";

import { useId } from "react";
import { middleHalf } from "#components/charts/density-path";
import { DensityPlot } from "#components/charts/density-plot";
import { distributionInWords, outsideInWords } from "#components/charts/density-words";
import { isFine, type ScaleMeasure } from "#components/charts/measure";
import { counted } from "#components/ui/format";
import { useHydrated } from "#components/ui/use-hydrated";
import { valueAt } from "#core/distribution";
import type { Quantile } from "#core/quantile-cdf";
import type { Range } from "#core/question";
import { DensityHandles } from "./density-handles";
import { ForecastFrame, type ForecastInputProps } from "./forecast-frame";
import { IntervalMass } from "./interval-mass";
import { isLargeShift } from "./large-shift";
import { Presets } from "./presets";
import { QuantileField } from "./quantile-field";
import { quantityOf } from "./quantile-text";
import { SaveButton } from "./save-button";
import { useForecastRun } from "./use-forecast-run";
import { type StandingDistribution, useQuantileDraft } from "./use-quantile-draft";

export interface QuantileInputProps extends ForecastInputProps {
  type: ScaleMeasure["type"];
  range: Range;
  standing: StandingDistribution | null;
  /** The crowd's curve, where this reader may see it. */
  crowd?: readonly number[] | null;
  onSave: (quantiles: readonly Quantile[], reason: string | undefined) => Promise<void>;
}

/** A distribution by its quantiles: typed, dragged on the drawn density, or from a preset. What is drawn is recorded. */
export function QuantileInput(props: QuantileInputProps) {
  const { questionId, type, range, standing, crowd = null, closed, footnote, firstHint } = props;
  const id = useId();
  const ready = useHydrated();
  const measure: ScaleMeasure = { type, range };
  const draft = useQuantileDraft(standing, measure);
  const run = useForecastRun();
  const { rows, levels, values, checked, cdf, stands, changed } = draft;
  const locked = Boolean(closed);
  const stood = new Map((stands?.quantiles ?? []).map(({ level, value }) => [level, value]));
  const moved = rows.filter((row) => stood.get(row.level) !== (quantityOf(row) ?? undefined)).length;

  function save() {
    const { quantiles, cdf: drawn } = checked;
    if (run.busy || !changed || !quantiles || !drawn) return;
    const work = () => props.onSave(quantiles, run.reason.trim() || undefined);
    void run.run("save", work, "Saved", null, () => draft.settle({ quantiles, cdf: drawn }));
  }

  function revert() {
    draft.revert();
    run.revert();
  }

  return (
    <ForecastFrame
      questionId={questionId}
      run={run}
      ready={ready}
      stands={stands && distributionInWords(stands, measure)}
      since={stands === standing ? standing?.since : undefined}
      closed={closed}
      footnote={footnote}
      large={changed && stands !== null && checked.cdf !== null && isLargeShift(stands.cdf, checked.cdf)}
      dirty={draft.dirty}
      save={
        <SaveButton
          changed={changed && checked.quantiles !== null}
          what={stands === null ? null : counted(moved, "change", "changes")}
          revertible={draft.dirty}
          busy={run.busy === "save"}
          ready={ready && run.busy === null}
          hint={stands === null ? firstHint : null}
          onRevert={revert}
        />
      }
      onSubmit={save}
      onRevert={revert}
      onReaffirm={() => void run.run("reaffirm", props.onReaffirm, "Reaffirmed", null, () => draft.settle(stands))}
      onWithdraw={() => void run.run("withdraw", props.onWithdraw, "Withdrawn", null, () => draft.settle(null))}
    >
      <DensityPlot
        measure={measure}
        mine={cdf}
        crowd={crowd}
        label={
          cdf
            ? `Your distribution: ${distributionInWords({ cdf, quantiles: checked.quantiles ?? [] }, measure)}`
            : "No distribution of yours yet."
        }
      >
        {cdf === null ? (
          <p className="density-empty small muted">
            Type two values or more, or begin with a preset. The curve appears here.
          </p>
        ) : null}
        {locked || !ready ? null : (
          <DensityHandles levels={levels} values={values} measure={measure} onMove={draft.move} />
        )}
      </DensityPlot>
      {locked ? null : (
        <Presets
          measure={measure}
          median={values[levels.indexOf(0.5)] ?? null}
          crowd={crowd}
          disabled={!ready}
          onTake={draft.replace}
          onUndo={draft.undo}
        />
      )}
      <fieldset>
        <legend className="vh">Quantiles{range.unit && type === "numeric" ? `, in ${range.unit}` : ""}</legend>
        <ul className="quantiles">
          {rows.map((row, i) => {
            const before = stood.get(row.level) ?? null;
            return (
              <QuantileField
                {...row}
                key={row.level}
                id={`${id}-${row.level}`}
                measure={measure}
                problem={checked.problems[i] ?? null}
                was={changed && before !== null && before !== quantityOf(row) ? before : null}
                first={i === 0}
                disabled={!ready}
                readOnly={locked}
                onType={(text) => draft.type(i, text)}
                onChoose={(value) => draft.move(i, value)}
              />
            );
          })}
        </ul>
      </fieldset>
      {type === "date" && !locked ? (
        <p className="hint">
          {isFine(range) ? "Times are" : "These are days"} in UTC, as the range of the question is.
        </p>
      ) : null}
      {checked.problem ? (
        <p className="err mt-3" role="alert">
          {checked.problem}
        </p>
      ) : null}
      {cdf ? (
        <div className="density-facts small">
          <IntervalMass cdf={cdf} measure={measure} middle={valuesOf(cdf, range)} disabled={!ready} />
          <p className="muted">{outsideInWords(cdf, measure)}</p>
        </div>
      ) : null}
    </ForecastFrame>
  );
}

function valuesOf(cdf: readonly number[], range: Range) {
  const { low, high } = middleHalf(cdf);
  return { low: valueAt(low, range), high: valueAt(high, range) };
}
