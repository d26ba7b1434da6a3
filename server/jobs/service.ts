import { setTimeout as delay } from "node:timers/promises";
import { PgBoss } from "pg-boss";
import type { Job } from "#server/jobs/job";
import { JOBS } from "#server/jobs/jobs";
import { onWanted } from "#server/jobs/want";
import { pool } from "#server/platform/db";
import { log } from "#server/platform/log";

/** A job whose node has not been heard of for so long, in seconds, is free for another. */
const HEARTBEAT = 30;
/** Milliseconds for jobs to return once they are told to stop, and for the queue to let go; the server has ten seconds for everything. */
const LAST_STEPS = 2000;
const LET_GO = 3000;
/** A run that takes longer, in seconds, is cut off: the next one goes on. */
const LONGEST = 3600;

/**
 * The queue of this node, in PostgreSQL and over the server's own connections: several nodes share it, and of each job at
 * most one runs at a time. It keeps its tables in a schema of its own and migrates them itself.
 */
export async function startJobs(jobs: readonly Job[] = JOBS): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const boss = new PgBoss({ db: { executeSql: (text, values) => pool.query(text, values) }, schema: "jobs" });
  boss.on("error", (error) => log.warn({ error }, "the job queue had an error and goes on"));
  await boss.start();
  const workers = new Map<string, string>();
  /** Asked for here, it need not wait until this node looks again. Where it waits or runs already, that is enough. */
  const want = async (name: string) => {
    const worker = workers.get(name);
    if (worker && (await boss.send(name))) boss.notifyWorker(worker);
  };
  for (const { name, cron, run } of jobs) {
    await boss.createQueue(name, {
      policy: "exclusive",
      retryLimit: 0,
      heartbeatSeconds: HEARTBEAT,
      expireInSeconds: LONGEST,
      deleteAfterSeconds: 86_400,
    });
    await boss.schedule(name, cron, null, { tz: "UTC" });
    const worker = await boss.work(name, async ([job]) => {
      const signal = job ? AbortSignal.any([job.signal, stopping.signal]) : stopping.signal;
      const begun = performance.now();
      try {
        await run(signal);
        log.debug({ job: name, milliseconds: Math.round(performance.now() - begun) }, "a job ran");
      } catch (error) {
        log.error({ error, job: name }, "a job failed; its next run tries again");
        throw error;
      }
    });
    workers.set(name, worker);
    await want(name);
  }
  onWanted((name) => {
    want(name).catch((error) =>
      log.warn({ error, job: name }, "a job could not be asked for: its schedule comes round"),
    );
  });
  return {
    async stop() {
      onWanted(() => {});
      stopping.abort();
      // Whatever the queue still waits for then, another node takes over once this one is not heard of.
      const patience = delay(LET_GO, undefined, { ref: false });
      await Promise.race([boss.stop({ graceful: true, timeout: LAST_STEPS }), patience]);
    },
  };
}
