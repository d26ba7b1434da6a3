import type { ShownQuestion } from "#components/question/shown-question";

type Clocked = Pick<ShownQuestion, "opensAt" | "closesAt" | "resolution" | "revealAt">;

/** How far the lines of a history go: now, or where forecasts stopped counting. */
export function shownUntil({ opensAt, closesAt, resolution }: Clocked, now: number): number {
  const until = Math.min(now, closesAt.getTime(), resolution?.knownAt.getTime() ?? Number.POSITIVE_INFINITY);
  return Math.max(until, opensAt.getTime());
}

/** What is marked on a history. */
export function marksOf({ revealAt, resolution }: Clocked): { at: number; label: string }[] {
  return [
    ...(revealAt ? [{ at: revealAt.getTime(), label: "Round closes" }] : []),
    ...(resolution ? [{ at: resolution.knownAt.getTime(), label: "Answer known" }] : []),
  ];
}
