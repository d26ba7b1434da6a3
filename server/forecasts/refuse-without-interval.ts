import type { Interval } from "#core/round";
import { AppError } from "#server/platform/errors";

/**
 * Refuses a probability without its interval while a round runs: a round asks for low, best and high.
 *
 * @param at the event's instant by the database's clock, ISO
 */
export function refuseWithoutInterval(
  interval: Interval | null,
  { roundNumber, roundEndsAt }: { roundNumber: number | null; roundEndsAt: string | null },
  at: string,
): void {
  if (interval !== null || roundNumber === null || roundEndsAt === null || at >= roundEndsAt) return;
  throw new AppError(
    "INVALID",
    `Round ${roundNumber} asks for three numbers: the lowest it may be, the highest, and your best estimate.`,
    "low",
  );
}
