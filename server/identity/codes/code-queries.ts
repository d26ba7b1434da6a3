import type { Actor } from "#core/permissions";
import { db } from "#server/platform/db";

export interface OwnCodes {
  /** Null: no codes are asked for. */
  since: Date | null;
  recoveryLeft: number;
  /** Whether the organisation asks administrators for them, and this is one. */
  required: boolean;
}

/** How it stands with a person's own one-time codes. */
export async function ownCodes({ userId, orgRole }: Actor): Promise<OwnCodes> {
  const [secret, recoveryLeft, adminsUseCodes] = await Promise.all([
    db.codeSecret.findUnique({ where: { userId }, select: { confirmedAt: true } }),
    db.recoveryCode.count({ where: { userId, usedAt: null } }),
    doAdminsUseCodes(),
  ]);
  return { since: secret?.confirmedAt ?? null, recoveryLeft, required: adminsUseCodes && orgRole === "ADMIN" };
}

/** Whether administrators have to use one-time codes. */
export async function doAdminsUseCodes(): Promise<boolean> {
  return (await db.organisation.findUniqueOrThrow({ where: { id: 1 } })).adminsUseCodes;
}
