import { BYTE_ORDER_MARK, csvLine } from "#core/spreadsheet";
import type { BoardChoice } from "#server/leaderboards/board-choice";
import type { Board } from "#server/leaderboards/leaderboard-queries";

const COLUMNS = [
  "list",
  "rank",
  "best_rank",
  "worst_rank",
  "person",
  "team",
  "score_rule",
  "shrinkage_k",
  "score",
  "mean",
  "interval_low",
  "interval_high",
  "questions",
  "coverage",
  "attendance",
  "chance_of_first",
];

/** A board as its reader sees it, as a CSV: who is ranked, the crowd's aggregates, who is listed apart. Shares in [0, 1]. */
export function* boardFile({ ranked, crowd, unranked }: Board, { score: rule, k }: BoardChoice): Generator<string> {
  yield BYTE_ORDER_MARK + csvLine(COLUMNS);
  for (const line of ranked) {
    const places = [line.rank, line.ranks?.best ?? null, line.ranks?.worst ?? null];
    yield csvLine(["ranked", ...places, line.name, line.team, rule, k, ...figures(line), line.chanceOfFirst]);
  }
  for (const line of crowd) {
    yield csvLine(["crowd", null, null, null, line.method, null, rule, k, ...figures(line), null]);
  }
  for (const line of unranked) {
    yield csvLine(["apart", null, null, null, line.name, line.team, rule, k, ...figures(line), null]);
  }
}

function figures({
  score,
  unshrunk,
  interval,
  questions,
  coverage,
  attendance,
}: Pick<Board["crowd"][number], "score" | "unshrunk" | "interval" | "questions" | "coverage" | "attendance">) {
  return [score, unshrunk, interval?.low ?? null, interval?.high ?? null, questions, coverage, attendance];
}
