import type { Closing } from "#server/collab/bounds";
import { log } from "#server/platform/log";

const EVERY_MS = 10_000;

/**
 * Writes down why sockets were sent away: the first at once, whatever follows within a while as one line with how many they were.
 * Whoever sends garbage all day fills no disk with it.
 *
 * @param say is given how often each reason was
 */
export function turnedAway(
  say: (counts: Record<string, number>) => void = (counts) => log.warn({ counts }, "sockets were sent away"),
  everyMs = EVERY_MS,
) {
  const counts = new Map<string, number>();
  let silent: ReturnType<typeof setTimeout> | null = null;

  function speak(): void {
    silent = null;
    if (counts.size === 0) return;
    say(Object.fromEntries(counts));
    counts.clear();
    silent = setTimeout(speak, everyMs).unref();
  }

  return ({ reason }: Pick<Closing, "reason">): void => {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if (silent === null) speak();
  };
}
