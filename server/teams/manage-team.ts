import { z } from "zod";
import type { Actor } from "#core/permissions";
import { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { db } from "#server/platform/db";
import { AppError } from "#server/platform/errors";

export const teamInput = z.object({
  name: z.string().trim().min(1, "A team needs a name.").max(120, "A name has at most 120 characters."),
  wordScale: z.enum(["PHIA", "ICD203"]),
});

type TeamInput = z.infer<typeof teamInput>;

/** Makes a team; its people come by invitation or are added. */
export async function createTeam({ actor }: { actor: Actor }, data: TeamInput): Promise<{ teamId: string }> {
  return db
    .$transaction(async (tx) => {
      const { id: teamId } = await tx.team.create({ data, select: { id: true } });
      await recordAudit(tx, { actorId: actor.userId, teamId, action: "team.create", subjectId: teamId });
      return { teamId };
    })
    .catch(refuseTakenName);
}

/** Changes a team's name and the words it says probabilities in. */
export async function updateTeam(
  { actor }: { actor: Actor },
  { teamId, ...data }: TeamInput & { teamId: string },
): Promise<void> {
  await db
    .$transaction(async (tx) => {
      await tx.team.update({ where: { id: teamId }, data, select: { id: true } });
      await recordAudit(tx, { actorId: actor.userId, teamId, action: "team.update", subjectId: teamId });
    })
    .catch(refuseTakenName);
}

function refuseTakenName(error: unknown): never {
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
    throw new AppError("CONFLICT", "There is a team of this name already.", "name");
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2025")
    throw new AppError("NOT_FOUND", "There is no such team.");
  throw error;
}
