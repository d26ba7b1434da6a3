import { can } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";

/**
 * Who besides one could confirm a resolution in a team: asked of `can`, person by person.
 *
 * @returns their user ids
 */
export async function confirmersBesides(
  tx: Prisma.TransactionClient,
  teamId: string,
  exceptUserId: string,
): Promise<string[]> {
  const users = await tx.user.findMany({
    where: {
      id: { not: exceptUserId },
      disabledAt: null,
      OR: [{ orgRole: "ADMIN" }, { members: { some: { teamId, leftAt: null } } }],
    },
    select: {
      id: true,
      orgRole: true,
      members: { where: { teamId, leftAt: null }, select: { id: true, teamId: true, role: true } },
    },
  });
  const eligible = users.filter(({ id: userId, orgRole, members }) =>
    can(
      { userId, orgRole, memberships: members.map(({ id: memberId, ...membership }) => ({ memberId, ...membership })) },
      "resolution.confirm",
      { teamId, proposedById: exceptUserId },
    ),
  );
  return eligible.map(({ id }) => id);
}

/** How many they are. */
export async function otherConfirmers(
  tx: Prisma.TransactionClient,
  teamId: string,
  exceptUserId: string,
): Promise<number> {
  return (await confirmersBesides(tx, teamId, exceptUserId)).length;
}
