import { runImports } from "#server/exchange/run-imports";
import { sweepErased } from "#server/identity/erasure/erase-person";
import { tidyDoors } from "#server/identity/tidy";
import { expireTokens, forgetAnswers } from "#server/identity/tokens/expire-tokens";
import type { Job } from "#server/jobs/job";
import { expireNotices, remind } from "#server/notifications/remind";
import { settleRounds } from "#server/rounds/settle-rounds";
import { RESCORING_JOB, rescoreIfOlder } from "#server/scores/recompute/begin";
import { continueRescoring } from "#server/scores/recompute/rescore";

/** Everything that runs by the clock. That a question has closed needs no job: its state is read off the clock. */
export const JOBS: readonly Job[] = [
  { name: "erasures.sweep", cron: "*/10 * * * *", run: sweepErased },
  { name: "doors.tidy", cron: "11 * * * *", run: tidyDoors },
  { name: "imports.run", cron: "* * * * *", run: runImports },
  { name: "notices.remind", cron: "*/10 * * * *", run: remind },
  { name: "notices.expire", cron: "23 3 * * *", run: expireNotices },
  { name: "rounds.settle", cron: "* * * * *", run: settleRounds },
  { name: "tokens.expire", cron: "*/10 * * * *", run: expireTokens },
  { name: "answers.forget", cron: "41 * * * *", run: forgetAnswers },
  { name: "scores.check", cron: "37 * * * *", run: rescoreIfOlder },
  { name: RESCORING_JOB, cron: "* * * * *", run: continueRescoring },
];
