import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";

/** Somebody mistyped a password, and somebody pressed a link a second time; the addresses are those that documents use. */
export async function writeRefusals(tx: Prisma.TransactionClient, users: ReadonlyMap<string, string>): Promise<void> {
  const refused = { actorId: null, action: "session.refuse" } as const;
  await recordAudit(tx, {
    ...refused,
    subjectId: users.get("lead"),
    detail: { door: "password", because: "wrong password" },
    address: "192.0.2.17",
  });
  await recordAudit(tx, {
    ...refused,
    subjectId: users.get("analyst2"),
    detail: { door: "e-mail link", because: "used link" },
    address: "198.51.100.4",
  });
}
