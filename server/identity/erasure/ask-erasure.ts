import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";

/** Asks the administrators to be erased, or takes that back. One of them decides: it cannot be undone. */
export async function askErasure({ actor }: { actor: Actor }, { asked }: { asked: boolean }): Promise<void> {
  const { userId } = actor;
  await db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: userId, erasureAskedAt: asked ? null : { not: null } },
      data: { erasureAskedAt: asked ? new Date() : null },
    });
    if (count === 0) return;
    const action = asked ? "user.ask_erasure" : "user.keep";
    await recordAudit(tx, { actorId: userId, action, subjectId: userId });
  });
}
