import { z } from "zod";
import type { Actor } from "#core/permissions";
import { readableNotices } from "#server/notifications/notice-rows";
import { db } from "#server/platform/db";

export const markInput = z.object({
  ids: z.array(z.uuid()).min(1).max(500, "At most 500 notices at once."),
  /** False takes the mark back. */
  read: z.boolean(),
});

/** Marks one's own notices as read or unread. Ids of somebody else's change nothing. */
export async function markNotices(actor: Actor, { ids, read }: z.infer<typeof markInput>): Promise<void> {
  if (read) await writeMarks(actor, ids);
  else
    await db.$transaction(
      (tx) => tx.$executeRaw`
      DELETE FROM "NoticeRead" WHERE "recipientId" = ${actor.userId}::uuid AND "noticeId" = ANY (${ids}::uuid[])`,
    );
}

export const markAllInput = z.object({
  /** Up to here: what comes in meanwhile stays unread. */
  until: z.date(),
});

/** @returns the notices that it marked, so that it can be undone */
export async function markAllNotices(
  actor: Actor,
  { until }: z.infer<typeof markAllInput>,
): Promise<{ ids: string[] }> {
  const rows = await readableNotices(actor, { unread: true });
  const ids = rows.flatMap(({ id, createdAt }) => (createdAt <= until ? [id] : []));
  await writeMarks(actor, ids);
  return { ids };
}

async function writeMarks(actor: Actor, ids: readonly string[]): Promise<void> {
  await db.$transaction(
    (tx) => tx.$executeRaw`
    INSERT INTO "NoticeRead" ("noticeId", "recipientId")
    SELECT "id", "recipientId" FROM "Notice"
    WHERE "recipientId" = ${actor.userId}::uuid AND "id" = ANY (${[...ids]}::uuid[])
    ON CONFLICT DO NOTHING`,
  );
}
