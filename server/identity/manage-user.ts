import { z } from "zod";
import type { Actor, OrgRole } from "#core/permissions";
import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { lockUser, refuseLastAdmin } from "#server/identity/last-admin";
import { closeLinksOf } from "#server/identity/links/close-links";
import { db } from "#server/platform/db";
import { AppError, notFound } from "#server/platform/errors";
import { OrgRoleInput } from "#server/teams/role-inputs";

export const userInput = z.object({ userId: z.uuid() });
export const orgRoleInput = userInput.extend({ orgRole: OrgRoleInput });

type Ctx = { actor: Actor };

/** Gives a person another role in the organisation. It holds at their next request. */
export async function setOrgRole({ actor }: Ctx, { userId, orgRole }: z.infer<typeof orgRoleInput>): Promise<void> {
  await db.$transaction((tx) => changeOrgRole(tx, { actorId: actor.userId, userId, orgRole }));
}

/**
 * The same inside a transaction, for whatever else decides roles.
 *
 * @param change.actorId null where no person does it
 * @throws {AppError} CONFLICT for the last administrator, and for a forecaster who would become a leader
 */
export async function changeOrgRole(
  tx: Prisma.TransactionClient,
  { actorId, userId, orgRole }: { actorId: string | null; userId: string; orgRole: OrgRole },
): Promise<void> {
  const user = await lockUser(tx, userId);
  if (user.orgRole === orgRole) return;
  if (orgRole !== "ADMIN") await refuseLastAdmin(tx, user);
  if (orgRole === "LEADER") await refuseForecastingMember(tx, userId);
  await tx.user.update({ where: { id: userId }, data: { orgRole }, select: { id: true } });
  const detail = { from: user.orgRole, to: orgRole };
  await recordAudit(tx, { actorId, action: "user.set_role", subjectId: userId, detail });
}

/** Shuts a person out at once and everywhere; what they did stays. */
export async function disableUser({ actor }: Ctx, { userId }: { userId: string }): Promise<void> {
  if (userId === actor.userId) throw new AppError("CONFLICT", "You cannot disable your own account.");
  await db.$transaction(async (tx) => {
    const user = await lockUser(tx, userId);
    if (user.disabledAt) return;
    await refuseLastAdmin(tx, user);
    await tx.user.update({
      where: { id: userId },
      data: { disabledAt: new Date(), tokenVersion: { increment: 1 } },
      select: { id: true },
    });
    await closeLinksOf(tx, userId);
    await recordAudit(tx, { actorId: actor.userId, action: "user.disable", subjectId: userId });
  });
}

/** Ends every session of a person: of a device that is lost, or of somebody who should sign in anew. */
export async function endSessionsOf({ actor }: Ctx, { userId }: { userId: string }): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } });
    if (count === 0) throw notFound();
    await closeLinksOf(tx, userId);
    await recordAudit(tx, { actorId: actor.userId, action: "user.sign_out_everywhere", subjectId: userId });
  });
}

export async function enableUser({ actor }: Ctx, { userId }: { userId: string }): Promise<void> {
  await db.$transaction(async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user.disabledAt) return;
    await tx.user.update({ where: { id: userId }, data: { disabledAt: null }, select: { id: true } });
    await recordAudit(tx, { actorId: actor.userId, action: "user.enable", subjectId: userId });
  });
}

async function refuseForecastingMember(tx: Prisma.TransactionClient, userId: string): Promise<void> {
  const member = await tx.member.findFirst({
    where: { userId, leftAt: null, role: { not: "OBSERVER" } },
    select: { team: { select: { name: true } } },
  });
  if (!member) return;
  throw new AppError(
    "CONFLICT",
    `Leaders forecast in no team, and this person does in ${member.team.name}. Make them an observer there first.`,
  );
}
