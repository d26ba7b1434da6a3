import type { Prisma } from "#prisma/client/client";

/** What a member is called from then on: people who were erased stay apart in a table of scores. */
export const pseudonym = (memberId: string) => `Erased person ${memberId.slice(-4)}`;

/** An address that nothing can be sent to, one for each. */
const noAddress = (userId: string) => `erased-${userId}@erased.invalid`;

/**
 * Takes the person out of their account and their memberships: name, address, password, rights, zone, world file id; the
 * links made for them and the tokens they made, what they chose to be told of, and the notices to and from them; the
 * audit log forgets from where they came. Sessions end with the account.
 */
export async function eraseIdentity(
  tx: Prisma.TransactionClient,
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  await tx.accessLink.deleteMany({ where: { userId } });
  await tx.apiToken.deleteMany({ where: { userId } });
  await tx.session.deleteMany({ where: { userId } });
  await tx.externalIdentity.deleteMany({ where: { userId } });
  await tx.codeSecret.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  // One that is open would let anybody in once it names no address.
  await tx.accessLink.updateMany({ where: { email, usedAt: null, revokedAt: null }, data: { revokedAt: new Date() } });
  await tx.accessLink.updateMany({ where: { email }, data: { email: null } });
  await tx.notice.deleteMany({ where: { OR: [{ recipientId: userId }, { actorId: userId }] } });
  await tx.auditEntry.updateMany({
    where: { OR: [{ actorId: userId }, { subjectId: userId }], network: { not: null } },
    data: { network: null },
  });
  await tx.noticeKindOff.deleteMany({ where: { userId } });
  await tx.noticeMute.deleteMany({ where: { userId } });
  await tx.$executeRaw`
    UPDATE "Member" SET "name" = 'Erased person ' || right("id"::text, 4), "externalId" = NULL,
      "leftAt" = coalesce("leftAt", clock_timestamp())
    WHERE "userId" = ${userId}::uuid`;
  await tx.user.update({
    where: { id: userId },
    data: {
      name: pseudonym(userId),
      email: noAddress(userId),
      passwordHash: null,
      orgRole: "MEMBER",
      timeZone: null,
      tokenVersion: { increment: 1 },
      disabledAt: new Date(),
      erasureAskedAt: null,
      erasedAt: new Date(),
    },
    select: { id: true },
  });
}

/** What checks of files said about people by name, in the imports that brought this person. */
export async function eraseFromImports(tx: Prisma.TransactionClient, userId: string, name: string): Promise<void> {
  const imports = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT "importId" AS "id" FROM "Member" WHERE "userId" = ${userId}::uuid AND "importId" IS NOT NULL`;
  const ids = imports.map(({ id }) => id);
  if (ids.length === 0) return;
  const quoted = JSON.stringify(name).slice(1, -1);
  await tx.$executeRaw`
    UPDATE "WorldImport" SET "preview" = replace("preview"::text, ${quoted}, 'Erased person')::jsonb,
      "report" = replace("report"::text, ${quoted}, 'Erased person')::jsonb WHERE "id" = ANY (${ids}::uuid[])`;
  await tx.$executeRaw`
    UPDATE "WorldImportFault" SET "path" = replace("path", ${name}, 'Erased person'),
      "message" = replace("message", ${name}, 'Erased person') WHERE "importId" = ANY (${ids}::uuid[])`;
}
