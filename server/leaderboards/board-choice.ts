import { z } from "zod";
import type { LeaderboardRules } from "#core/ranking/leaderboard";

/** Scores that rank. The time-averaged Brier never does: it rewards betting on an early yes. */
export const BOARD_RULES = ["peer", "relative_brier", "baseline", "spot_peer", "spot_baseline"] as const;
export type BoardRule = (typeof BOARD_RULES)[number];

/** How a board is asked for; every part has a default that the page shows and people can change. */
export const boardChoice = z.object({
  score: z.enum(BOARD_RULES).catch("peer"),
  /** k of Σ score / (Σ coverage + k). */
  k: z.coerce.number().min(0).max(1000).catch(10),
  questions: z.coerce.number().int().min(0).max(1000).catch(3),
  /** In percent. */
  attendance: z.coerce.number().min(0).max(100).catch(0),
});
export type BoardChoice = z.infer<typeof boardChoice>;

export const USUAL_CHOICE: BoardChoice = boardChoice.parse({});

/** The parameters of an address that ask for a choice, those at their default left out. */
export function choiceParams(choice: BoardChoice): Record<string, string> {
  const usual = new Map<string, string | number>(Object.entries(USUAL_CHOICE));
  return Object.fromEntries(
    Object.entries(choice).flatMap(([key, value]) => (value === usual.get(key) ? [] : [[key, String(value)] as const])),
  );
}

/** What the instant of a spot score weighs is the question itself, not the time in which a forecast stood. */
export const isSpot = (rule: BoardRule): boolean => rule.startsWith("spot_");

/** The choice as the ranking takes it. */
export function rulesOf({ score, k, questions, attendance }: BoardChoice): LeaderboardRules {
  return {
    orientation: score === "relative_brier" ? "lower" : "higher",
    shrinkage: k,
    minimumQuestions: questions,
    minimumAttendance: attendance / 100,
  };
}
