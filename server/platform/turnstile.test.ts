import { expect, it } from "vitest";
import { turnstile } from "#server/platform/turnstile";

it("lets so many through at a time, in their order, and tells the others when they are too many", async () => {
  const through = turnstile({ atOnce: 2, mostWaiting: 3, full: () => new Error("full") });
  const ends: (() => void)[] = [];
  const begun: number[] = [];
  const work = (number: number) =>
    through(() => {
      begun.push(number);
      return new Promise<number>((resolve) => ends.push(() => resolve(number)));
    });
  const five = [0, 1, 2, 3, 4].map(work);
  await expect(work(5)).rejects.toThrow("full");
  expect(begun).toEqual([0, 1]);
  for (let number = 0; number < 5; number++) {
    ends[number]?.();
    expect(await five[number]).toBe(number);
    expect(begun.length).toBe(Math.min(5, number + 3));
  }
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});

it("goes on after work that failed", async () => {
  const through = turnstile({ atOnce: 1, mostWaiting: 1, full: () => new Error("full") });
  const failed = through(() => Promise.reject(new Error("it failed")));
  const after = through(async () => "done");
  await expect(failed).rejects.toThrow("it failed");
  expect(await after).toBe("done");
});
