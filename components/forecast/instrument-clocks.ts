import type { ShownQuestion } from "#components/question/shown-question";

type Clocked = Pick<ShownQuestion, "opensAt" | "closesAt" | "resolution" | "revealAt" | "forecasts">;

/** How far the lines of a history go: now, or where forecasts stopped counting. */
export function shownUntil({ opensAt, closesAt, resolution }: Clocked, now: number): number {
  const until = Math.min(now, closesAt.getTime(), resolution?.knownAt.getTime() ?? Number.POSITIVE_INFINITY);
  return Math.max(until, opensAt.getTime());
}

/** What is marked on a history. */
export function marksOf({ revealAt, resolution, forecasts: { rounds } }: Clocked): { at: number; label: string }[] {
  return [
    ...rounds.map(({ number, endsAt }) => ({ at: endsAt, label: `Round ${number} ends` })),
    ...(revealAt && rounds.length === 0 ? [{ at: revealAt.getTime(), label: "Round closes" }] : []),
    ...(resolution ? [{ at: resolution.knownAt.getTime(), label: "Answer known" }] : []),
  ];
}
