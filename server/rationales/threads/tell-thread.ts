import type { Prisma } from "#prisma/client/client";
import { notify } from "#server/notifications/notify";
import { mentionedIn } from "#server/questions/mentioned";
import type { ThreadCtx } from "#server/rationales/threads/write-entry";

interface Said {
  threadId: string;
  /** The comment; a rewording tells again only whom it names anew. */
  remarkId: string;
  body: string;
  /** Whether those who wrote in the thread before are told of it. */
  reply: boolean;
}

/** Tells who is named in a comment, and who wrote in its thread before, each once, inside the caller's transaction. */
export async function tellThread(
  tx: Prisma.TransactionClient,
  { actor, scenario }: ThreadCtx,
  { threadId, remarkId, body, reply }: Said,
): Promise<void> {
  const { id: scenarioId, teamId } = scenario;
  const members = await tx.member.findMany({ where: { teamId, leftAt: null }, select: { id: true, name: true } });
  const named = mentionedIn(body, members);
  const told = { teamId, byUserId: actor.userId, scenarioId, remarkId };
  if (named.length > 0) await notify(tx, { kind: "mention", ...told, memberIds: named });
  if (!reply) return;
  const before = await tx.rationaleThreadEntry.findMany({
    where: { threadId, kind: "COMMENT", memberId: { notIn: named }, id: { not: remarkId } },
    distinct: ["memberId"],
    select: { memberId: true },
  });
  if (before.length > 0)
    await notify(tx, { kind: "reply", ...told, memberIds: before.map(({ memberId }) => memberId) });
}
