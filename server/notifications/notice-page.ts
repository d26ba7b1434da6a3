import type { NoticeItem } from "#core/notice";
import type { Actor } from "#core/permissions";
import { besideNotices, contentOf, titleOf } from "#server/notifications/notice-queries";
import { isSettled, type NoticePlace, type NoticeRow, scanNotices } from "#server/notifications/notice-rows";

/** A notice by itself, with what it is about. */
export interface NoticeLine extends Pick<NoticeItem, "id" | "at" | "unread" | "content"> {
  teamId: string;
  questionId: string | null;
  /** Null where it is about deputies. */
  scenarioId: string | null;
  title: string;
}

interface Asked {
  /** The last one of the page before. */
  after: NoticePlace | null;
  limit: number;
  /** Only those that wait to be read. */
  unread: boolean;
}

/** How many a page looks through for those that its reader may see, and how many in the end: more nobody is told in 90 days. */
const NEAR = 500;
const ALL = 100_000;

/** A page of what an actor is told, newest first, and the place from which the next goes on. */
export async function noticePage(
  actor: Actor,
  asked: Asked,
): Promise<{ lines: NoticeLine[]; next: NoticePlace | null }> {
  const rows = await rowsOf(actor, asked);
  const shown = rows.slice(0, asked.limit);
  const { changes, places } = await besideNotices(actor, shown);
  const lines = shown.flatMap((row): NoticeLine[] => {
    const content = contentOf(row, changes, actor);
    const title = row.question?.title ?? places.get(row.scenarioId ?? "")?.statement ?? titleOf(row);
    if (!content || title === undefined) return [];
    const { id, createdAt: at, teamId, questionId, scenarioId } = row;
    return [{ id, at, unread: isUnread(row), content, teamId, questionId, scenarioId, title }];
  });
  const last = shown.at(-1);
  return { lines, next: last && rows.length > asked.limit ? { micros: last.micros, id: last.id } : null };
}

const isUnread = (row: NoticeRow) => !row.read && !isSettled(row);

/**
 * More than the page holds, where there are more. What may not be seen yet lies between what may, and its place tells of it:
 * so a page goes on from what was shown alone.
 */
async function rowsOf(actor: Actor, { after, limit, unread }: Asked): Promise<NoticeRow[]> {
  const wanted = (rows: readonly NoticeRow[]) => rows.filter((row) => !unread || isUnread(row));
  const near = await scanNotices(actor, { after, unread, limit: NEAR });
  const found = wanted(near.rows);
  if (near.whole || found.length > limit) return found;
  return wanted((await scanNotices(actor, { after, unread, limit: ALL })).rows);
}
