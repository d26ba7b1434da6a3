import { afterEach, expect, it, vi } from "vitest";
import type { Job } from "#server/jobs/job";
import { startJobs } from "#server/jobs/service";
import { wantJob } from "#server/jobs/want";
import { pool } from "#server/platform/db";

const running: { stop(): Promise<void> }[] = [];
const start = async (jobs: readonly Job[]) => {
  const node = await startJobs(jobs);
  running.push(node);
  return node;
};
afterEach(async () => {
  for (const node of running.splice(0)) await node.stop();
});

const eventually = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });
const NIGHTLY = "0 4 1 1 *";

it("a job runs when a node starts and when it is asked for, and its schedule is kept", async () => {
  const run = vi.fn(async () => {});
  await start([{ name: "test.counts", cron: NIGHTLY, run }]);
  await eventually(() => expect(run).toHaveBeenCalledTimes(1));
  await eventually(async () => {
    wantJob("test.counts");
    expect(run).toHaveBeenCalledTimes(2);
  });
  const { rows } = await pool.query(`SELECT "cron" FROM "jobs"."schedule" WHERE "name" = 'test.counts'`);
  expect(rows).toEqual([{ cron: NIGHTLY }]);
});

it("of one job two nodes never run two at a time", async () => {
  let now = 0;
  let most = 0;
  let runs = 0;
  const job: Job = {
    name: "test.alone",
    cron: NIGHTLY,
    async run() {
      most = Math.max(most, ++now);
      await pool.query("SELECT pg_sleep(0.05)");
      now--;
      runs++;
    },
  };
  await Promise.all([start([job]), start([job])]);
  await eventually(() => {
    wantJob("test.alone");
    expect(runs).toBeGreaterThan(2);
  });
  expect(most).toBe(1);
});

it("a job that fails is tried again at its next time, and takes no other with it", async () => {
  const failing = vi.fn(async () => {
    throw new Error("broken");
  });
  const other = vi.fn(async () => {});
  await start([
    { name: "test.fails", cron: NIGHTLY, run: failing },
    { name: "test.other", cron: NIGHTLY, run: other },
  ]);
  await eventually(() => {
    wantJob("test.fails");
    expect(failing.mock.calls.length).toBeGreaterThan(1);
    expect(other).toHaveBeenCalledTimes(1);
  });
});

it("stopping tells a job under way to return, and waits for it", async () => {
  const ended = vi.fn();
  const job: Job = {
    name: "test.long",
    cron: NIGHTLY,
    run: (signal) =>
      new Promise((resolve) => {
        started();
        signal.addEventListener("abort", () => {
          ended();
          resolve(null);
        });
      }),
  };
  let started = () => {};
  const begun = new Promise<void>((resolve) => {
    started = resolve;
  });
  const node = await startJobs([job]);
  await begun;
  const before = performance.now();
  await node.stop();
  expect(ended).toHaveBeenCalledTimes(1);
  expect(performance.now() - before).toBeLessThan(5000);
});
