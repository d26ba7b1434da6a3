import { z } from "zod";
import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { sendsMail } from "#server/platform/mailer";

export const identityInput = z.object({ identityId: z.uuid() });

/** The single sign-ons that lead to the actor's account. */
export async function ownIdentities({ userId }: Actor) {
  return db.externalIdentity.findMany({
    where: { userId },
    select: { id: true, issuer: true, createdAt: true, lastUsedAt: true },
    orderBy: { createdAt: "asc" },
  });
}

/** Takes one of them away, where another way in is left. */
export async function unlinkIssuer(
  { actor }: { actor: Actor },
  { identityId }: z.infer<typeof identityInput>,
): Promise<void> {
  const { userId } = actor;
  await db.$transaction(async (tx) => {
    const { count } = await tx.externalIdentity.deleteMany({ where: { id: identityId, userId } });
    if (count === 0) throw notFound();
    const { passwordHash, identities } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { passwordHash: true, identities: { select: { id: true } } },
    });
    if (!passwordHash && identities.length === 0 && !sendsMail())
      throw new AppError("CONFLICT", "You have no password, so this is your only way in. Set one first.");
    await recordAudit(tx, { actorId: userId, action: "user.unlink_single_sign_on", subjectId: identityId });
  });
}
