import type { TeamRole } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { AppError } from "#server/platform/errors";

interface Joining {
  teamId: string;
  userId: string;
  name: string;
  role: TeamRole;
}

/**
 * Makes a person a member of a team. Who was in it before comes back as the same member, with their record.
 *
 * @returns the member
 * @throws {AppError} CONFLICT where they are in the team already
 */
export async function joinTeam(tx: Prisma.TransactionClient, { teamId, userId, name, role }: Joining): Promise<string> {
  const former = await tx.member.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { id: true, leftAt: true },
  });
  if (former && !former.leftAt) throw new AppError("CONFLICT", "This person is in the team already.");
  const { id } = former
    ? await tx.member.update({ where: { id: former.id }, data: { role, leftAt: null }, select: { id: true } })
    : await tx.member.create({ data: { teamId, userId, name, role }, select: { id: true } });
  return id;
}
