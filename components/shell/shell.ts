import type { OwnDeputyship } from "#core/deputy";

/** What the frame of every page needs to know about its reader. */
export interface Shell {
  person: { id: string; name: string };
  teams: readonly { id: string; name: string }[];
  currentTeam: { id: string; name: string } | null;
  /** What waits: things on one's desk, proposals one may confirm, notices to read. */
  counts: { desk: number; resolve: number; notices: number };
  /** When that was counted, by the server's clock. */
  countedAt: number;
  /** Which doors to show; each page decides again for itself. */
  can: { resolve: boolean; leaderboard: boolean; overview: boolean; admin: boolean };
  /** Whether the current team's forecasts are the demonstration's, made up. */
  simulated: boolean;
  /** For whom one stands in as a lead, now or soon. */
  deputyships: readonly OwnDeputyship[];
  /** How far a recomputation of stored scores is, while one is under way. */
  recomputing: { done: number; total: number } | null;
}
