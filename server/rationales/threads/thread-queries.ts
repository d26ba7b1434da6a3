import type * as Y from "yjs";
import type { Instant } from "#core/clock";
import { placeOfQuote, type Quote, quoteWords, type Span, wordsOf } from "#core/comment-anchor";
import { hasWords, type Thread, type ThreadEntry, threadOf } from "#core/comment-thread";
import type { Actor } from "#core/permissions";
import { sharedText, spanOf } from "#server/collab/shared-text";
import { db } from "#server/platform/db";
import { ENTRY, entryOf } from "#server/rationales/threads/thread-rows";
import { headlineOf, type ThreadsSeen, threadsSeen } from "#server/rationales/threads/threads-shown";

export interface ThreadView {
  id: string;
  /** The words as they were when it was opened, as they are shown; empty where a redaction removed them. */
  words: string;
  /** Where the words are in the text on disk (offsets as in core/flat-text); null where they are not. */
  place: Span | null;
  /** What a browser finds them by in the text that is open. */
  anchor: { start: string; end: string; quote: Quote };
  comments: {
    id: string;
    by: string;
    own: boolean;
    at: number;
    /** Null once its author has taken it back. */
    body: string | null;
    rewordedAt: number | null;
  }[];
  resolved: { by: string; at: number } | null;
}

export interface RationaleThreads extends ThreadsSeen {
  /** In the order of their words; those that are orphaned after them, in order of opening. */
  threads: ThreadView[];
}

const THREAD = {
  id: true,
  start: true,
  end: true,
  exact: true,
  prefix: true,
  suffix: true,
  stood: true,
  alike: true,
  twins: true,
  entries: { orderBy: { number: "asc" }, select: { ...ENTRY, member: { select: { name: true } } } },
} as const;

/**
 * The comments beside a rationale, not yet placed in its text. The caller has checked that the actor may read it.
 *
 * @param known whether they may be seen, where that has been found out already
 * @param at as they stood then, save that words taken back since stay taken back; null for now
 */
export async function threadsBeside(
  actor: Actor,
  scenarioId: string,
  known?: ThreadsSeen,
  at: Instant | null = null,
): Promise<RationaleThreads> {
  const seen = known ?? (await threadsSeen(actor, await headlineOf(scenarioId)));
  if (seen.hidden) return { ...seen, threads: [] };
  const rows = await db.rationaleThread.findMany({
    where: { scenarioId, ...(at === null ? {} : { createdAt: { lt: new Date(at + 1) } }) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: THREAD,
  });
  const own = new Set(actor.memberships.map(({ memberId }) => memberId));
  const threads = rows.flatMap(({ id, start, end, entries, ...quote }): ThreadView[] => {
    const thread = threadAt(
      entries.map(({ member: _member, ...entry }) => entryOf(entry)),
      at,
    );
    if (!hasWords(thread)) return [];
    const names = new Map(entries.map(({ memberId, member }) => [memberId, member.name]));
    const name = (memberId: string) => names.get(memberId) ?? "";
    return [
      {
        id,
        words: quoteWords(quote.exact),
        place: null,
        anchor: { start: base64(start), end: base64(end), quote },
        comments: thread.comments.map(({ by, ...comment }) => ({ ...comment, by: name(by), own: own.has(by) })),
        resolved: thread.resolved && { by: name(thread.resolved.by), at: thread.resolved.at },
      },
    ];
  });
  return { ...seen, threads };
}

function threadAt(entries: readonly ThreadEntry[], at: Instant | null): Thread {
  if (at === null) return threadOf(entries);
  const then = threadOf(entries.filter((entry) => entry.at <= at));
  const withdrawn = new Set(threadOf(entries).comments.flatMap(({ id, body }) => (body === null ? [id] : [])));
  return { ...then, comments: then.comments.map((one) => (withdrawn.has(one.id) ? { ...one, body: null } : one)) };
}

/** The same threads at their places in a document. */
export function placedIn(document: Y.Doc, threads: readonly ThreadView[]): ThreadView[] {
  if (threads.length === 0) return [];
  const flat = sharedText(document);
  const words = wordsOf(flat.text);
  const placed = threads.map((thread): ThreadView => {
    const { start, end, quote } = thread.anchor;
    const span = spanOf(document, flat, { start: bytes(start), end: bytes(end) });
    return { ...thread, place: placeOfQuote(words, quote, typeof span === "string" ? null : span) };
  });
  const at = ({ place }: ThreadView) => place?.start ?? Number.POSITIVE_INFINITY;
  return placed.toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}

const base64 = (from: Uint8Array): string => Buffer.from(from).toString("base64");
const bytes = (from: string) => Uint8Array.from(Buffer.from(from, "base64"));
