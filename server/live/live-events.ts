import type { Actor } from "#core/permissions";
import type { JournalKind } from "#server/ledger/leaf";
import { liveBus } from "#server/live/bus";
import { entriesAfter, positionAt, type SealedEntry } from "#server/live/entries";
import { mayHear } from "#server/live/may-hear";
import { pool } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

/** That something happened: ids and its kind, for pages to load anew what they show. */
export interface LiveEvent {
  position: number;
  /** When it was told, in milliseconds since 1970: by then a page that was loaded later has it. */
  at: number;
  kind: JournalKind;
  teamId: string;
  recordId: string;
  topicId: string | null;
}

interface Listening {
  /** Reads the rights again; null when the session has ended. */
  recheck: () => Promise<Actor | null>;
  /** Continue after this position … */
  after: number | null;
  /** … else after what was sealed when a page was rendered. */
  since: Date | null;
  /** The one team to hear of; left out: every team that one reads. */
  teamId?: string;
  /** Told of every position that was passed, heard or not. */
  passed?: (position: number) => void;
  signal: AbortSignal;
}

/** Rights are read again at least this often, in milliseconds, and before each event. */
const RECHECK = 3000;
const PAGE = 500;
/** Pages and the database may tell the time differently by this much, in milliseconds. */
const SKEW = 2000;

/**
 * What an actor may hear, by position: first what they missed, then as it is sealed. Each event once, none left out.
 * Ends when the caller goes away.
 *
 * @throws {AppError} NOT_SIGNED_IN when the session ends; UNAVAILABLE when the server stops, so that the browser comes back
 */
export async function* liveEvents({
  recheck,
  after,
  since,
  teamId,
  passed,
  signal,
}: Listening): AsyncGenerator<LiveEvent> {
  await liveBus.start();
  let position = after ?? (since ? await positionAt(pool, new Date(since.getTime() - SKEW)) : liveBus.last);
  passed?.(position);
  let actor = await rights(recheck);
  while (!signal.aborted) {
    if (liveBus.stopped) throw new AppError("UNAVAILABLE", "The server is restarting.");
    for (const entry of liveBus.after(position) ?? (await entriesAfter(pool, position, PAGE))) {
      if (signal.aborted) return;
      const asked = teamId === undefined || entry.teamId === teamId;
      if (asked && (await mayHear(actor, entry))) {
        actor = await rights(recheck);
        if (await mayHear(actor, entry)) yield eventOf(entry);
      }
      position = entry.position;
      passed?.(position);
    }
    await liveBus.wait(position, RECHECK, signal);
    actor = await rights(recheck);
  }
}

async function rights(recheck: () => Promise<Actor | null>): Promise<Actor> {
  const actor = await recheck();
  if (!actor) throw new AppError("NOT_SIGNED_IN", "Your session has ended. Sign in again.");
  return actor;
}

function eventOf({ position, kind, teamId, recordId, topicId }: SealedEntry): LiveEvent {
  return { position, at: Date.now(), kind, teamId, recordId, topicId };
}
