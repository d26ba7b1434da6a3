import { type Actor, can } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { membershipsSql } from "#server/identity/memberships-sql";

/**
 * Who besides one could confirm a resolution in a team, a deputy included: asked of `can`, person by person.
 *
 * @returns their user ids
 */
export async function confirmersBesides(
  tx: Prisma.TransactionClient,
  teamId: string,
  exceptUserId: string,
): Promise<string[]> {
  const people = await tx.$queryRaw<Actor[]>`
    SELECT u."id" AS "userId", u."orgRole"::text AS "orgRole", ${membershipsSql} AS "memberships"
    FROM "User" u
    WHERE u."id" <> ${exceptUserId}::uuid AND u."disabledAt" IS NULL AND (u."orgRole" = 'ADMIN' OR EXISTS (
      SELECT FROM "Member" t WHERE t."userId" = u."id" AND t."teamId" = ${teamId}::uuid AND t."leftAt" IS NULL))`;
  return people
    .filter((person) => can(person, "resolution.confirm", { teamId, proposedById: exceptUserId }))
    .map(({ userId }) => userId);
}

/** How many they are. */
export async function otherConfirmers(
  tx: Prisma.TransactionClient,
  teamId: string,
  exceptUserId: string,
): Promise<number> {
  return (await confirmersBesides(tx, teamId, exceptUserId)).length;
}
