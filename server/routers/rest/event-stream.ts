import { setTimeout as wait } from "node:timers/promises";
import { can } from "#core/permissions";
import { tokenActorById } from "#server/identity/tokens/token-actor";
import { liveBus } from "#server/live/bus";
import { openPlace, sealPlace } from "#server/live/event-place";
import { type LiveEvent, liveEvents } from "#server/live/live-events";
import { AppError, type ErrorCode } from "#server/platform/errors";
import { Problem } from "#server/routers/rest/problem";

/** Streams that one token may hold open at a time, and all of them together, at one node. */
export const MOST_STREAMS = 4;
const MOST_OF_ALL = 2000;
/** Milliseconds between signs of life where nothing happens. */
const BEAT = 10_000;

/** What a stream says before it ends by itself. */
const ENDS: Partial<Record<ErrorCode, string>> = { NOT_SIGNED_IN: "token", UNAVAILABLE: "restart" };

interface Asked {
  tokenId: string;
  teamId: string;
  lastEventId: string | undefined;
  signal: AbortSignal;
  /** What is told of an event. */
  tell(event: LiveEvent): unknown;
  beat?: number;
}

/**
 * What happens in a team, as text/event-stream, for as long as the token holds and its person may read the team: both are asked
 * anew before each event and every three seconds. Every id can be gone on from; a sign of life carries the newest.
 *
 * @throws {Problem} where the token holds too many already, or goes on from what is no id
 */
export async function eventStream(asked: Asked): Promise<AsyncIterable<string>> {
  const { tokenId, teamId, lastEventId, signal } = asked;
  takePlace(tokenId, signal);
  await liveBus.start();
  const after = lastEventId === undefined ? liveBus.last : placeOf(lastEventId, teamId);
  return frames(asked, after);
}

/** @throws {Problem} for what is no id of this team's stream */
function placeOf(lastEventId: string, teamId: string): number {
  const place = openPlace(lastEventId, teamId);
  if (place !== null) return place;
  const message = "This is no id of an event of this team: leave it out to hear what happens from now on.";
  throw new Problem("bad-request", `Last-Event-ID: ${message}`, { errors: [{ field: "last-event-id", message }] });
}

async function* frames({ tokenId, teamId, signal, tell, beat = BEAT }: Asked, after: number): AsyncGenerator<string> {
  let place = after;
  const recheck = async () => {
    const actor = await tokenActorById(tokenId);
    return actor && can(actor, "team.read", { teamId }) ? actor : null;
  };
  const passed = (position: number) => {
    place = position;
  };
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const events = liveEvents({ recheck, after, since: null, teamId, passed, signal: either });
  try {
    yield `retry: 2000\nid: ${sealPlace(after, teamId)}\n:\n\n`;
    for (let next = events.next(); ; ) {
      const came = await orBeat(next, beat);
      if (came === null) {
        yield `id: ${sealPlace(place, teamId)}\n:\n\n`;
        continue;
      }
      if (came.done) return;
      const { position, kind } = came.value;
      yield `id: ${sealPlace(position, teamId)}\nevent: ${kind}\ndata: ${JSON.stringify(tell(came.value))}\n\n`;
      next = events.next();
    }
  } catch (error) {
    const reason = error instanceof AppError ? ENDS[error.code] : undefined;
    if (reason === undefined) throw error;
    yield `event: end\ndata: ${JSON.stringify({ reason })}\n\n`;
  } finally {
    over.abort(); // it may be waiting for the next one
    await events.return(undefined);
  }
}

/** Null where nothing came for so long. */
async function orBeat<T>(next: Promise<T>, milliseconds: number): Promise<T | null> {
  const over = new AbortController();
  try {
    return await Promise.race([next, wait(milliseconds, null, { signal: over.signal })]);
  } finally {
    over.abort();
  }
}

const open = new Map<string, number>();
let all = 0;

/** Until the signal says that whoever listens is gone. */
function takePlace(tokenId: string, signal: AbortSignal): void {
  const own = open.get(tokenId) ?? 0;
  if (own >= MOST_STREAMS || all >= MOST_OF_ALL) {
    const what = own >= MOST_STREAMS ? `This token has ${MOST_STREAMS} streams open` : "Too many streams are open here";
    throw new Problem("too-many-requests", `${what}: close one first.`, { headers: { "Retry-After": "10" } });
  }
  if (signal.aborted) return;
  open.set(tokenId, own + 1);
  all += 1;
  const leave = () => {
    all -= 1;
    const left = (open.get(tokenId) ?? 1) - 1;
    if (left > 0) open.set(tokenId, left);
    else open.delete(tokenId);
  };
  signal.addEventListener("abort", leave, { once: true });
}
