/** Shared by everything on a board. */
interface Line {
  key: string;
  score: number;
  unshrunk: number;
  questions: number;
  attendance: number;
  trend: readonly number[];
  interval: { low: number; high: number } | null;
}

interface Person {
  /** Null where the reader is not told who it is. */
  memberId: string | null;
  name: string;
  team: string;
  own: boolean;
  /** Whether the reader may open this person's record. */
  open: boolean;
}

export type RankedLine = Line &
  Person & {
    rank: number;
    ranks: { best: number; worst: number } | null;
    chanceOfFirst: number | null;
    group: number | null;
  };

export type ApartLine = Line & Person & { short: readonly ("questions" | "attendance")[] };

export type CrowdLine = Line & { method: "median" | "mean" | "geometric_mean_of_odds" };

export type BoardScore = "peer" | "relative_brier" | "baseline" | "spot_peer" | "spot_baseline";

export const SCORE_NAME: Readonly<Record<BoardScore, string>> = {
  peer: "Peer",
  relative_brier: "Relative Brier",
  baseline: "Baseline",
  spot_peer: "Spot peer",
  spot_baseline: "Spot baseline",
};

export const CROWD_NAME: Readonly<Record<CrowdLine["method"], string>> = {
  median: "Crowd, median",
  mean: "Crowd, mean",
  geometric_mean_of_odds: "Crowd, geometric mean of odds",
};
