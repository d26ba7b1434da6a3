import type { Job } from "#server/jobs/job";
import { expireNotices, remind } from "#server/notifications/remind";

/** Everything that runs by the clock. That a question has closed needs no job: its state is read off the clock. */
export const JOBS: readonly Job[] = [
  { name: "notices.remind", cron: "*/10 * * * *", run: remind },
  { name: "notices.expire", cron: "23 3 * * *", run: expireNotices },
];
