import { reliabilityBins } from "#core/calibration/bins";
import { corpDecomposition, recalibrated } from "#core/calibration/corp";
import { fittedAt, isotonicFit } from "#core/calibration/isotonic";
import { murphyByBins, murphyDecomposition } from "#core/calibration/murphy";
import { wilsonInterval } from "#core/calibration/wilson";
import { mean, weightedMean } from "#core/math/sum";
import { brierScore } from "#core/scoring/brier";
import { logScore } from "#core/scoring/log";

interface Sample {
  readonly forecast: readonly number[];
  readonly outcome: readonly number[];
}

function pairsOf({ forecast, outcome }: Sample) {
  return forecast.map(
    (p, i) => ({ question: String(i), forecast: p, outcome: outcome[i] === 1 ? "yes" : "no" }) as const,
  );
}

export function binaryScores(input: Sample & { readonly weights: readonly number[] }) {
  const pairs = pairsOf(input);
  const briers = pairs.map(({ forecast, outcome }) => brierScore(forecast, outcome));
  const fit = isotonicFit(input.forecast, input.outcome, input.weights);
  const bins = reliabilityBins(pairs);
  return {
    brier: mean(briers),
    brier_weighted: weightedMean(briers, input.weights),
    mean_neg_log: -mean(pairs.map(({ forecast, outcome }) => logScore(outcome === "yes" ? forecast : 1 - forecast))),
    isotonic_weighted_fit: input.forecast.map((p) => fittedAt(fit, p)),
    curve_uniform10: {
      observed: bins.map(({ observed }) => observed),
      mean_forecast: bins.map(({ meanForecast }) => meanForecast),
    },
  };
}

export function corp(input: Sample) {
  const pairs = pairsOf(input);
  const { brier, miscalibration, discrimination, uncertainty, steps } = corpDecomposition(pairs);
  return {
    mean_brier: brier,
    miscalibration,
    discrimination,
    uncertainty,
    bins: steps.map(({ forecasts, low, high, observed }) => ({ n: forecasts, x_min: low, x_max: high, cep: observed })),
    fitted: recalibrated(pairs),
  };
}

export function murphy(input: Sample & { readonly grouping: "distinct_values" | "10_equal_width_bins_midpoint" }) {
  const pairs = pairsOf(input);
  const { brier, reliability, resolution, uncertainty, skill } = murphyDecomposition(pairs);
  if (input.grouping === "distinct_values") return { brier, reliability, resolution, uncertainty, skill_score: skill };
  const { bins, ...binned } = murphyByBins(pairs);
  return {
    brier_of_midpoints: binned.brier,
    brier_raw: brier,
    reliability: binned.reliability,
    resolution: binned.resolution,
    uncertainty: binned.uncertainty,
    bins: Array.from({ length: 10 }, (_, i) => {
      const bin = bins.find(({ middle }) => Math.floor(middle * 10) === i);
      return {
        mid: (i + 0.5) / 10,
        observed_freq: bin?.observed ?? null,
        share: bin === undefined ? null : bin.count / pairs.length,
      };
    }),
  };
}

export function wilson({ successes, n, confidence }: { successes: number; n: number; confidence: number }) {
  return wilsonInterval(successes, n, confidence);
}
