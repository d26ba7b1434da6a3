import type { PoolClient } from "pg";
import { type Actor, forecastingMembership } from "#core/permissions";
import type { Interval } from "#core/round";
import { type Recordable, recordable, type Stated } from "#core/stated-forecast";
import {
  LOCK_HEAD,
  type LockedHead,
  READ_STANDING,
  type Standing,
  WRITE_EVENT,
} from "#server/forecasts/append-event-sql";
import { cdfHash } from "#server/forecasts/cdf-hash";
import { specOf } from "#server/forecasts/read-specs";
import { refuseUnlessOpen } from "#server/forecasts/refuse-unless-open";
import { refuseWithoutInterval } from "#server/forecasts/refuse-without-interval";
import { type JournalBody, leafHash, newSalt, textHash } from "#server/ledger/leaf";
import { pokeSealer } from "#server/ledger/poke";
import { connect } from "#server/platform/db";
import { AppError } from "#server/platform/errors";
import { uuid7 } from "#server/platform/uuid";

export type ForecastCtx = { actor: Actor; question: { id: string; teamId: string } };

export type NewEvent =
  | { kind: "FORECAST"; stated: Stated; interval?: Interval | undefined; reason?: string | undefined }
  | { kind: "REAFFIRMATION" }
  | { kind: "WITHDRAWAL" };

export type Appended = { forecastId: string; sequence: number; madeAt: Date };

/**
 * Appends one event to a person's log on a question: the forecast, its journal row and its audit entry, or none of them.
 *
 * The question's row is locked against verdicts, so none comes between the check and the write. The head's row is the lock
 * that orders a person's events: the instant is read under it, and everything that decides is read after it, by a
 * statement of its own, so from no older snapshot. Statements that do not wait for each other share a round trip: there are two.
 */
export async function appendEvent({ actor, question }: ForecastCtx, event: NewEvent): Promise<Appended> {
  return withMember(actor, question.teamId, (client, memberId) =>
    inTransaction(client, question.id, memberId, event, actor.userId),
  );
}

/** One of several events that are made together. */
export interface JointEvent {
  questionId: string;
  event: NewEvent;
  /** The probability that it takes the place of: another one standing refuses all. Null for none. */
  over: number | null;
}

/** Appends events on several questions of a team: all of them or none. Locks are taken in the order of the questions' ids. */
export async function appendEvents(actor: Actor, teamId: string, events: readonly JointEvent[]): Promise<Appended[]> {
  const inOrder = events.toSorted((a, b) => (a.questionId < b.questionId ? -1 : 1));
  return withMember(actor, teamId, async (client, memberId) => {
    const appended: Appended[] = [];
    for (const [at, { questionId, event, over }] of inOrder.entries()) {
      const place = { first: at === 0, last: at === inOrder.length - 1, over };
      appended.push(await inTransaction(client, questionId, memberId, event, actor.userId, place));
    }
    return appended;
  });
}

async function withMember<T>(
  actor: Actor,
  teamId: string,
  append: (client: PoolClient, memberId: string) => Promise<T>,
): Promise<T> {
  const membership = forecastingMembership(actor, teamId);
  if (!membership) throw new AppError("FORBIDDEN", "Your role in this team does not forecast.");
  const client = await connect();
  let broken: Error | undefined;
  try {
    const appended = await append(client, membership.memberId);
    pokeSealer();
    return appended;
  } catch (error) {
    await client.query("ROLLBACK").catch((lost: Error) => {
      broken = lost;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** An event's place among those of its transaction; alone it is the first and the last. */
interface JointPlace {
  first: boolean;
  last: boolean;
  over: number | null;
}

async function inTransaction(
  client: PoolClient,
  questionId: string,
  memberId: string,
  event: NewEvent,
  userId: string,
  joint?: JointPlace,
): Promise<Appended> {
  const [, locked, read] = await together([
    (joint?.first ?? true) ? client.query("BEGIN") : Promise.resolve(),
    client.query<LockedHead>({ ...LOCK_HEAD, values: [questionId, memberId] }),
    client.query<Standing>({ ...READ_STANDING, values: [questionId, memberId] }),
  ]);
  const head = locked.rows[0];
  const standing = read.rows[0];
  if (!head || !standing) throw new AppError("NOT_FOUND", "There is nothing here, or you may not see it.");
  refuseUnlessOpen(head.state, standing, head.at);
  if (joint) refuseOtherwise(joint, standing);

  const { probabilities, quantiles, cdf } = recordedOf(event, standing);
  const levels = quantiles.map(({ level }) => level);
  const values = quantiles.map(({ value }) => value);
  const interval = joint ? keptInterval(event, standing) : intervalOf(event, standing);
  // A distribution says how sure its maker is by itself, and options have no interval around them.
  if (event.kind !== "WITHDRAWAL" && standing.type === "BINARY") refuseWithoutInterval(interval, standing, head.at);
  // A clock that was set back must not put an event before the one it follows.
  const madeAt = standing.lastAt !== null && standing.lastAt > head.at ? standing.lastAt : head.at;
  const forecastId = uuid7();
  const reason = event.kind === "FORECAST" ? (event.reason ?? null) : null;
  const reasonSalt = reason === null ? null : newSalt();
  const body: JournalBody = {
    question: questionId,
    version: standing.versionId,
    member: memberId,
    kind: event.kind,
    probabilities,
    ...(cdf.length > 0 ? { levels, values, cdf: cdfHash(cdf) } : {}),
    sequence: head.sequence,
    madeAt,
    reason: reason !== null && reasonSalt !== null ? textHash(reasonSalt, reason) : null,
    ...(interval ? { low: interval.low, high: interval.high, confidence: interval.confidence } : {}),
  };
  const salt = newSalt();
  await together([
    client.query({
      ...WRITE_EVENT,
      values: [
        forecastId,
        head.teamId,
        questionId,
        standing.versionId,
        memberId,
        event.kind,
        probabilities,
        head.sequence,
        madeAt,
        reason,
        reasonSalt,
        uuid7(),
        JSON.stringify(body),
        salt,
        leafHash(salt, body),
        uuid7(),
        userId,
        `forecast.${event.kind === "FORECAST" ? "submit" : event.kind === "WITHDRAWAL" ? "withdraw" : "reaffirm"}`,
        interval?.low ?? null,
        interval?.high ?? null,
        interval?.confidence ?? null,
        levels,
        values,
        cdf,
      ],
    }),
    (joint?.last ?? true) ? client.query("COMMIT") : Promise.resolve(),
  ]);
  return { forecastId, sequence: head.sequence, madeAt: new Date(madeAt) };
}

/** What is made together was seen together: it rests on the numbers that stood then. */
function refuseOtherwise({ over }: JointPlace, { lastKind, last }: Standing): void {
  const stands = lastKind === "WITHDRAWAL" ? null : (last?.probabilities[0] ?? null);
  if (stands !== over)
    throw new AppError("CONFLICT", "A number of yours has changed meanwhile: look again. Nothing was saved.");
}

/** What is recorded: a reaffirmation repeats what stands; it and a withdrawal need something to stand. */
function recordedOf(event: NewEvent, standing: Standing): Recordable {
  const { lastKind, last, type } = standing;
  if (event.kind === "FORECAST") {
    const result = recordable(event.stated, specOf(type, standing));
    if ("fault" in result) throw new AppError("INVALID", result.fault.message, result.fault.field);
    return result.ok;
  }
  if (lastKind === null || lastKind === "WITHDRAWAL" || last === null) {
    throw new AppError("CONFLICT", "You have no forecast standing on this question.");
  }
  if (event.kind === "WITHDRAWAL") return NOTHING;
  if (type === "MULTIPLE_CHOICE" && last.probabilities.length !== standing.options.length) {
    throw new AppError("CONFLICT", "Options were added since you forecast: give each of them its probability.");
  }
  const { probabilities, cdf } = last;
  return { probabilities, quantiles: last.levels.map((level, i) => ({ level, value: last.values[i] ?? level })), cdf };
}

const NOTHING: Recordable = { probabilities: [], quantiles: [], cdf: [] };

function intervalOf(event: NewEvent, { lastInterval }: Standing): Interval | null {
  if (event.kind === "FORECAST") return event.interval ?? null;
  return event.kind === "REAFFIRMATION" ? lastInterval : null;
}

/** What is made together states no interval of its own: the one that stands is kept, as far as it holds the new number. */
function keptInterval(event: NewEvent, { lastInterval }: Standing): Interval | null {
  if (event.kind !== "FORECAST" || event.stated.probability === undefined || !lastInterval) return lastInterval;
  const { low, high, confidence } = lastInterval;
  const { probability } = event.stated;
  return { low: Math.min(low, probability), high: Math.max(high, probability), confidence };
}

/** Waits for statements that were sent in one go. When one fails the later ones fail after it: the first tells why. */
async function together<T extends readonly Promise<unknown>[]>(sent: readonly [...T]) {
  await Promise.allSettled(sent);
  return Promise.all(sent);
}
