import { parentPort } from "node:worker_threads";
import { type UncertaintyJob, uncertaintyOf } from "#server/leaderboards/uncertainty-job";

/** @file The thread in which boards are resampled: it takes a job, answers, and waits for the next. */
parentPort?.on("message", ({ id, job }: { id: number; job: UncertaintyJob }) => {
  try {
    parentPort?.postMessage({ id, found: uncertaintyOf(job) });
  } catch (error) {
    parentPort?.postMessage({ id, problem: error instanceof Error ? error.name : typeof error });
  }
});
