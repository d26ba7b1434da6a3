import type { Prisma } from "#prisma/client/client";
import { networkOf } from "#server/platform/client-address";

type Audit = {
  /** Null: the system, a command, or somebody not signed in. */
  actorId: string | null;
  teamId?: string | null;
  /** Topic, dot, verb: `question.create`. */
  action: `${string}.${string}`;
  subjectId?: string | null;
  /** Never a probability, a text or a name: the audit log is read by people who may not see those. */
  detail?: Prisma.InputJsonObject;
  /** From where, with what happens at the doors, as TRUSTED_PROXIES allows to know it. */
  address?: string | null;
};

/** Writes an audit entry inside the caller's transaction, so that it exists exactly when the act does. */
export async function recordAudit(
  tx: Prisma.TransactionClient,
  { detail = {}, address = null, ...entry }: Audit,
): Promise<{ id: string }> {
  const network = address === null ? null : networkOf(address);
  return tx.auditEntry.create({ data: { ...entry, detail, network }, select: { id: true } });
}
