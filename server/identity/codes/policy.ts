import { z } from "zod";
import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";

export const codePolicyInput = z.object({ on: z.boolean() });

/**
 * Whether administrators have to use one-time codes. It holds at their next request: whoever has none gets nowhere but to the
 * page that sets them up, save by single sign-on, whose issuer asks for what it thinks right.
 */
export async function setAdminsUseCodes(
  { actor }: { actor: Actor },
  { on }: z.infer<typeof codePolicyInput>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.organisation.updateMany({
      where: { id: 1, adminsUseCodes: !on },
      data: { adminsUseCodes: on },
    });
    if (count === 0) return;
    await recordAudit(tx, { actorId: actor.userId, action: "organisation.set_admin_codes", detail: { on } });
  });
}
