import { setTimeout as delay } from "node:timers/promises";
import { tokenBucket } from "#server/collab/bounds";

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

interface Options<Item> {
  /** Size of an item, summed per batch up to `maxWeight` (a single heavier item goes alone). */
  weigh: (item: Item) => number;
  maxWeight: number;
  maxItems: number;
  /** Batches written without a pause; beyond them each gathers for as long as makes this rate. */
  pace: { perSecond: number; burst: number };
}

/**
 * Adaptive group commit: while one batch is being written, whatever arrives queues up and becomes the next batch. An idle
 * store answers at once; a busy one writes fewer and larger batches, also where each is written so fast that little could queue.
 *
 * @param write writes a batch; what it gives for each item, in order, answers that item, and an Error refuses it.
 *   When it throws, the whole batch is refused.
 */
export function groupCommit<Item, Result>(
  write: (batch: readonly Item[]) => Promise<readonly (Result | Error)[]>,
  { weigh, maxWeight, maxItems, pace }: Options<Item>,
) {
  const unpaused = tokenBucket(pace, performance.now());
  const waiting: Waiting<Item, Result>[] = [];
  let running: Promise<void> | null = null;

  function nextBatch(): Waiting<Item, Result>[] {
    let weight = 0;
    let count = 0;
    for (const { item } of waiting) {
      weight += weigh(item);
      if (count > 0 && (weight > maxWeight || count === maxItems)) break;
      count += 1;
    }
    return waiting.splice(0, count);
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      while (!unpaused.take(1, performance.now())) await delay(unpaused.lacksMs(1));
      const batch = nextBatch();
      try {
        const results = await write(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, index) => {
          const result = results[index];
          if (result === undefined || result instanceof Error) reject(result ?? new Error("a batch lost an answer"));
          else resolve(result);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    running = null;
  }

  return {
    /** Settles when the item's batch has been written or refused. */
    add(item: Item): Promise<Result> {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        running ??= writeAll();
      });
    },
    /** Resolves when nothing is queued or being written. */
    async idle(): Promise<void> {
      while (running) await running;
    },
  };
}
