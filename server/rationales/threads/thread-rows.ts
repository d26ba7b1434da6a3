import type { ThreadEntry } from "#core/comment-thread";
import type { Prisma } from "#prisma/client/client";

export const ENTRY = {
  id: true,
  memberId: true,
  kind: true,
  commentId: true,
  body: true,
  createdAt: true,
} as const satisfies Prisma.RationaleThreadEntrySelect;

export const entryOf = ({
  memberId,
  createdAt,
  ...entry
}: Prisma.RationaleThreadEntryGetPayload<{ select: typeof ENTRY }>): ThreadEntry => ({
  ...entry,
  by: memberId,
  at: createdAt.getTime(),
});

/** The entries of a thread, in order. */
export async function entriesIn(tx: Prisma.TransactionClient, threadId: string): Promise<ThreadEntry[]> {
  const rows = await tx.rationaleThreadEntry.findMany({
    where: { threadId },
    orderBy: { number: "asc" },
    select: ENTRY,
  });
  return rows.map(entryOf);
}
