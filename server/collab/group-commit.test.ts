import { describe, expect, it } from "vitest";
import { groupCommit } from "#server/collab/group-commit";

/** A store whose batches end when the test says so. */
function store({ maxWeight = 100, maxItems = 100, pace = { perSecond: 1, burst: 1_000 } } = {}) {
  const batches: { items: readonly number[]; end(error?: Error): void }[] = [];
  const commit = groupCommit<number, number>(
    (items) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error) => (error ? reject(error) : resolve(items.map((item) => item * 10)));
        batches.push({ items, end });
      }),
    { weigh: (item) => item, maxWeight, maxItems, pace },
  );
  return { batches, commit };
}

describe("group commit", () => {
  it("writes at once when idle, and what arrives meanwhile as one batch", async () => {
    const { batches, commit } = store();
    const answers = [commit.add(1), commit.add(2), commit.add(3)];
    expect(batches.map(({ items }) => items)).toEqual([[1]]);
    batches[0]?.end();
    expect(await answers[0]).toBe(10);
    expect(batches.map(({ items }) => items)).toEqual([[1], [2, 3]]);
    batches[1]?.end();
    expect(await Promise.all(answers)).toEqual([10, 20, 30]);
  });

  it("ends a batch at its weight and at its number of items; what is heavier goes alone", async () => {
    const { batches, commit } = store({ maxWeight: 10, maxItems: 3 });
    const given = [1, 50, 4, 4, 4, 1, 1, 1, 1];
    const all = Promise.all(given.map((item) => commit.add(item)));
    for (let done = 0; done < batches.length; done += 1) {
      batches[done]?.end();
      await new Promise(setImmediate);
    }
    expect(batches.map(({ items }) => items)).toEqual([[1], [50], [4, 4], [4, 1, 1], [1, 1]]);
    expect(await all).toEqual(given.map((item) => item * 10));
  });

  it("lets batches gather beyond its pace, and takes every item along", async () => {
    const { batches, commit } = store({ pace: { perSecond: 50, burst: 3 } });
    const answers: Promise<number>[] = [];
    for (let item = 1; item <= 3; item += 1) {
      answers.push(commit.add(item));
      batches[item - 1]?.end();
      await answers.at(-1);
    }
    for (let item = 4; item <= 9; item += 1) answers.push(commit.add(item));
    expect(batches).toHaveLength(3);
    await expect.poll(() => batches.length).toBe(4);
    batches[3]?.end();
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(batches[3]?.items).toEqual([4, 5, 6, 7, 8, 9]);
  });

  it("refuses a failed batch as a whole and goes on with the next", async () => {
    const { batches, commit } = store();
    const first = commit.add(1);
    const second = commit.add(2);
    batches[0]?.end(new Error("the disk is gone"));
    await expect(first).rejects.toThrow("the disk is gone");
    batches[1]?.end();
    expect(await second).toBe(20);
  });

  it("is idle when nothing is queued or being written", async () => {
    const { batches, commit } = store();
    await commit.idle();
    const answers = [commit.add(1), commit.add(2)];
    let idle = false;
    const waited = commit.idle().then(() => {
      idle = true;
    });
    batches[0]?.end();
    await answers[0];
    expect(idle).toBe(false);
    batches[1]?.end();
    await waited;
    expect(await answers[1]).toBe(20);
  });
});
