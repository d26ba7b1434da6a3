import { setTimeout as delay } from "node:timers/promises";
import type { Prisma } from "#prisma/client/client";
import { takeVersion } from "#server/collab/take-version";
import { journal } from "#server/ledger/journal";
import { pokeSealer } from "#server/ledger/poke";
import { notify } from "#server/notifications/notify";
import { db } from "#server/platform/db";

/** A run waits for ends that are nearer than this, in milliseconds: the job comes round every minute. */
const AHEAD = 55_000;
const AT_ONCE = 100;

interface EndedRound {
  id: string;
  teamId: string;
  questionId: string;
  scenarioId: string;
  number: number;
  /** The end in force, as text with microseconds. */
  endedAt: string;
  /** Sequence of the rationale's last update before it; 0 where nothing was written. */
  seq: number;
}

/**
 * Keeps what belongs to the end of a round, inside a transaction that holds its question's lock: the rationale as it stood
 * at that instant, the entry in the ledger by which open pages learn of it, and the notices. Once, however often it is called.
 *
 * @param byUserId who ended it; null where the clock did
 * @returns whether there was anything left to keep
 */
export async function settleRound(
  tx: Prisma.TransactionClient,
  roundId: string,
  byUserId: string | null,
): Promise<boolean> {
  const [round] = await tx.$queryRaw<EndedRound[]>`
    SELECT r."id", r."teamId", r."questionId", q."scenarioId", r."number",
      coalesce(r."endedAt", r."endsAt")::text AS "endedAt",
      coalesce((SELECT max(u."seq") FROM "DocumentUpdate" u WHERE u."documentId" = q."scenarioId"
        AND u."createdAt" < coalesce(r."endedAt", r."endsAt")), 0) AS "seq"
    FROM "Round" r JOIN "Question" q ON q."id" = r."questionId"
    WHERE r."id" = ${roundId}::uuid AND r."settledAt" IS NULL AND coalesce(r."endedAt", r."endsAt") <= clock_timestamp()`;
  if (!round) return false;
  const { teamId, questionId, scenarioId, number, endedAt, seq } = round;
  await notify(tx, { kind: "round", what: "ENDED", roundIds: [roundId], byUserId });
  const version =
    seq === 0
      ? null
      : await takeVersion(tx, { documentId: scenarioId, kind: "ROUND_END", questionId, seq, createdById: byUserId });
  await tx.$executeRaw`
    UPDATE "Round" SET "settledAt" = clock_timestamp(), "versionId" = ${version?.id ?? null}::uuid
    WHERE "id" = ${roundId}::uuid`;
  await journal(tx, {
    teamId,
    kind: "round",
    recordId: roundId,
    topicId: questionId,
    body: {
      question: questionId,
      round: number,
      event: "ENDED",
      endedAt: new Date(endedAt).toISOString(),
      early: byUserId !== null,
      rationale: version?.id ?? null,
    },
  });
  return true;
}

/**
 * Settles every round that has ended, and those that end while the job need not run again. That a round is over does not
 * wait for it: this is only about who is told and what is kept.
 *
 * @returns how many it settled
 */
export async function settleRounds(signal: AbortSignal): Promise<number> {
  let settled = 0;
  for (const until = Date.now() + AHEAD; !signal.aborted; ) {
    settled += await settleDue(signal);
    const next = await msToNextEnd();
    if (next === null || Date.now() + next > until) break;
    await delay(next, undefined, { signal }).catch(() => {}); // told to stop
  }
  return settled;
}

/** Those that have ended by now, each in a transaction of its own. */
export async function settleDue(signal?: AbortSignal): Promise<number> {
  const due = await db.$queryRaw<{ id: string; questionId: string }[]>`
    SELECT "id", "questionId" FROM "Round" WHERE "settledAt" IS NULL AND coalesce("endedAt", "endsAt") <= clock_timestamp()
    ORDER BY "endsAt" LIMIT ${AT_ONCE}`;
  let settled = 0;
  for (const { id, questionId } of due) {
    if (signal?.aborted) break;
    const done = await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT "id" FROM "Question" WHERE "id" = ${questionId}::uuid FOR UPDATE`;
      return settleRound(tx, id, null);
    });
    if (done) settled++;
  }
  if (settled > 0) pokeSealer();
  return settled;
}

async function msToNextEnd(): Promise<number | null> {
  const [next] = await db.$queryRaw<{ wait: number | null }[]>`
    SELECT greatest(0, extract(epoch FROM min(coalesce("endedAt", "endsAt")) - clock_timestamp()) * 1000)::float8 AS "wait"
    FROM "Round" WHERE "settledAt" IS NULL`;
  return next?.wait ?? null;
}
