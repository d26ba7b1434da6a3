import { scoreCrowdRow } from "#core/scoring/crowd-row";
import { crowdStrictlyBefore, spotScores as spot, spotInstant } from "#core/scoring/spot";
import { sweep } from "#core/scoring/sweep";
import { resolutionBucket } from "#core/scoring/vectors/bucket.adapter";
import { historyOf, logOf } from "#core/scoring/vectors/history.adapter";
import type { QuestionInput, VectorQuestion } from "#core/scoring/vectors/kinds.adapter";
import { SECOND, WEIGHTINGS, withKind } from "#core/scoring/vectors/kinds.adapter";

function clocksOf({ open_time, scheduled_close_time, actual_close_time }: VectorQuestion) {
  return {
    opensAt: open_time * SECOND,
    closesAt: scheduled_close_time * SECOND,
    knownAt: actual_close_time * SECOND,
  };
}

export function scoreQuestion({ question, forecasts }: QuestionInput) {
  return withKind(question, (kind) => {
    const bucket = resolutionBucket({ resolution: question.resolution, question });
    const nobody = { baseline: null, peer: null, spot_baseline: null, spot_peer: null };
    const users = Object.fromEntries(forecasts.map(({ user }) => [user, nobody]));
    if (bucket === null) return { users, aggregates: { recency_weighted: nobody, unweighted: nobody } };

    const asked = { clocks: clocksOf(question), log: logOf(kind, forecasts), rule: kind.rule(bucket) };
    const revealAt = question.spot_time === null ? null : question.spot_time * SECOND;
    const spots = new Map(spot(asked, revealAt).map((row) => [row.person, row]));
    const scored = (score: number | null | undefined, coverage: number) =>
      score === null || score === undefined ? null : { score, coverage };
    // An aggregate that nobody made is listed with a score of 0 and no coverage; a person in its place is not listed.
    const listed = (row: ReturnType<typeof rowOf>) =>
      Object.fromEntries(Object.entries(row).map(([rule, score]) => [rule, score ?? { score: 0, coverage: 0 }]));
    const rowOf = (
      { baseline, peer, coverage }: { baseline: number | null; peer: number | null; coverage: number },
      at: { baseline: number; peer: number } | undefined,
    ) => ({
      baseline: scored(baseline, coverage),
      peer: scored(peer, coverage),
      spot_baseline: scored(at?.baseline, 1),
      spot_peer: scored(at?.peer, 1),
    });
    for (const row of sweep(asked)) Object.assign(users, { [row.person]: rowOf(row, spots.get(row.person)) });

    const at = spotInstant(asked.clocks, revealAt);
    const aggregates = Object.fromEntries(
      WEIGHTINGS.map((weighting) => {
        const spans = historyOf(kind, weighting, question, forecasts).map(({ start, end, crowd }) => ({
          start,
          end,
          value: crowd.value,
        }));
        const held = spans.find(({ start, end }) => start <= at && (end === null || at < end));
        const against = held && crowdStrictlyBefore(asked, at)(held.value);
        return [weighting, listed(rowOf(scoreCrowdRow(asked, spans, "as_member"), against))];
      }),
    );
    return { users, aggregates };
  });
}
