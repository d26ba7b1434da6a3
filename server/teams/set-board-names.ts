import { z } from "zod";
import type { Actor } from "#core/permissions";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";

export const boardNamesInput = z.object({ shown: z.enum(["NAMES", "INITIALS", "OWN"]) });

/** Says what forecasters and observers of a team see of each other on its leaderboard, from their next request on. */
export async function setBoardNames(
  { actor, teamId }: { actor: Actor; teamId: string },
  { shown }: z.infer<typeof boardNamesInput>,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.team.update({ where: { id: teamId }, data: { boardNames: shown }, select: { id: true } });
    const detail = { shown };
    await recordAudit(tx, { actorId: actor.userId, teamId, action: "team.boardNames", subjectId: teamId, detail });
  });
}
