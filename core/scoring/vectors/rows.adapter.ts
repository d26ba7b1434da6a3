import { baselinePoints } from "#core/scoring/baseline";
import { judgeBucket } from "#core/scoring/continuous-rule";
import { PEER_SCALE } from "#core/scoring/peer";
import type { ScoringRule } from "#core/scoring/rules";
import { spotScores as spot } from "#core/scoring/spot";
import { sweep } from "#core/scoring/sweep";
import { geometricMeans } from "#core/scoring/vectors/history.adapter";
import type { Pmf } from "#core/scoring/vectors/kinds.adapter";
import { SECOND } from "#core/scoring/vectors/kinds.adapter";
import type { ForecastEvent } from "#core/standing";

interface Row {
  readonly start: number;
  readonly end: number | null;
  readonly pmf: Pmf;
}

export function scoreRows(input: {
  readonly function: string;
  readonly forecasts: readonly Row[];
  readonly resolution_bucket: number;
  readonly question_type: string;
  readonly open_bounds_count: number;
  readonly horizon_start: number;
  readonly horizon_end: number;
  readonly actual_close_time: number;
  readonly spot_time: number | null;
}) {
  const log = input.forecasts.flatMap(({ start, end, pmf }, i): ForecastEvent<Pmf>[] => {
    const person = String(i).padStart(6, "0");
    const begun: ForecastEvent<Pmf> = { person, at: start * SECOND, sequence: 1, kind: "forecast", value: pmf };
    return end === null ? [begun] : [begun, { person, at: end * SECOND, sequence: 2, kind: "withdrawal" }];
  });
  if (input.function === "get_geometric_means") return geometricMeans(log, (pmf) => pmf);

  const clocks = {
    opensAt: input.horizon_start * SECOND,
    closesAt: input.horizon_end * SECOND,
    knownAt: input.actual_close_time * SECOND,
  };
  const rule = rowRule(input);
  const revealAt = input.spot_time === null ? null : input.spot_time * SECOND;
  const score = input.function.includes("peer") ? "peer" : "baseline";
  const rows: readonly { person: string; coverage?: number; peer: number | null; baseline: number | null }[] =
    input.function.includes("spot") ? spot({ clocks, log, rule }, revealAt) : sweep({ clocks, log, rule });
  const found = new Map(rows.map((row) => [Number(row.person), row]));
  return input.forecasts.map((_, i) => {
    const row = found.get(i);
    return { score: row?.[score] ?? 0, coverage: row === undefined ? 0 : (row.coverage ?? 1) };
  });
}

/** Rows hold bare pmfs, which Metaculus's scorer takes as they come: nothing asks whether they sum to 1 or exceed it. */
function rowRule(input: {
  readonly forecasts: readonly Row[];
  readonly resolution_bucket: number;
  readonly question_type: string;
  readonly open_bounds_count: number;
}): ScoringRule<Pmf> {
  const continuous = input.question_type === "numeric" || input.question_type === "discrete";
  const buckets = (input.forecasts[0]?.pmf.length ?? 3) - 2;
  const resolution = { bucket: input.resolution_bucket, buckets, openBounds: input.open_bounds_count };
  return {
    peerScale: PEER_SCALE[continuous ? "continuous" : "categorical"],
    judge(pmf) {
      const log = Math.log(pmf[resolution.bucket] ?? pmf.at(-1) ?? Number.NaN);
      if (continuous) return judgeBucket(log, resolution);
      const offered = pmf.filter((p) => p !== null).length;
      return { log, baseline: baselinePoints(log, offered), brier: null, crps: null };
    },
  };
}
