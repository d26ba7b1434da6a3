import { recordAudit } from "#server/audit/record";
import { ClosedLink } from "#server/identity/links/link-state";
import { nameTaker, refuseClosedLink, takeLink } from "#server/identity/links/take-link";
import { newToken } from "#server/identity/links/token";
import type { NewAccount } from "#server/identity/new-account";
import { hashPassword } from "#server/identity/password";
import { db } from "#server/platform/db";
import { env } from "#server/platform/env";

const VALID_MS = 30 * 60 * 1000;
/** Advisory lock under which the first account is made: two links of two nodes do not make two first admins. */
const LOCK = 72707372;

/**
 * A link that lets the first administrator in, for 30 minutes and once; null as soon as anybody has an account. The server
 * prints it when it starts on an empty database without the demo.
 */
export async function firstAdminLink(): Promise<string | null> {
  if (await db.user.findFirst({ select: { id: true } })) return null;
  const { token, tokenHash } = newToken();
  await db.$transaction(async (tx) => {
    const { id } = await tx.accessLink.create({
      data: { kind: "SET_UP", tokenHash, orgRole: "ADMIN", expiresAt: new Date(Date.now() + VALID_MS) },
      select: { id: true },
    });
    await recordAudit(tx, { actorId: null, action: "link.set_up", subjectId: id });
  });
  return `${env().appUrl}/set-up/${token}`;
}

/** Makes the first administrator. */
export async function setUp({
  token,
  name,
  email,
  password,
}: NewAccount & { token: string }): Promise<{ email: string }> {
  await refuseClosedLink(db, "SET_UP", token);
  const passwordHash = await hashPassword(password);
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(${LOCK})`;
    const link = await takeLink(tx, "SET_UP", token);
    if (await tx.user.findFirst({ select: { id: true } })) throw new ClosedLink("used");
    const { id } = await tx.user.create({
      data: { name, email, passwordHash, orgRole: "ADMIN" },
      select: { id: true },
    });
    await nameTaker(tx, link.id, id);
    await recordAudit(tx, { actorId: id, action: "user.set_up", subjectId: id });
  });
  return { email };
}
