import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { CLOSED } from "#core/rationale";
import { turnedAway } from "#server/collab/turned-away";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("the first is told at once, what follows in one line, and nothing more while nothing happens", () => {
  const lines: Record<string, number>[] = [];
  const away = turnedAway((counts) => lines.push(counts), 1_000);
  away(CLOSED.malformed);
  expect(lines).toEqual([{ malformed: 1 }]);
  for (let again = 0; again < 10_000; again += 1) away(again % 4 === 0 ? CLOSED.tooMany : CLOSED.malformed);
  expect(lines).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(lines).toEqual([{ malformed: 1 }, { "too-many": 2_500, malformed: 7_500 }]);
  vi.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(2);
  away(CLOSED.malformed);
  expect(lines.at(-1)).toEqual({ malformed: 1 });
  expect(lines).toHaveLength(3);
});
