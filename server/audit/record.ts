import type { Prisma } from "#prisma/client/client";

type Audit = {
  /** Null: the system, a command, or somebody not signed in. */
  actorId: string | null;
  teamId?: string | null;
  /** Topic, dot, verb: `question.create`. */
  action: `${string}.${string}`;
  subjectId?: string;
  /** Never a probability, a text or a name: the audit log is read by people who may not see those. */
  detail?: Prisma.InputJsonObject;
};

/** Writes an audit entry inside the caller's transaction, so that it exists exactly when the act does. */
export async function recordAudit(
  tx: Prisma.TransactionClient,
  { detail = {}, ...entry }: Audit,
): Promise<{ id: string }> {
  return tx.auditEntry.create({ data: { ...entry, detail }, select: { id: true } });
}
