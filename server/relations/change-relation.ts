import type { Prisma, RelationAct } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { journal } from "#server/ledger/journal";
import { newSalt, textHash } from "#server/ledger/leaf";

interface Change {
  teamId: string;
  relationId: string;
  /** What pages listen by. */
  scenarioId: string;
  act: RelationAct;
  reason?: string | undefined;
  deadlinesConfirmed?: boolean;
  /** Null: it followed from something else. */
  byId: string | null;
}

/** Writes the next change of a relation that the caller holds locked, with its journal and audit rows. */
export async function writeChange(
  tx: Prisma.TransactionClient,
  { teamId, relationId, scenarioId, act, reason = "", deadlinesConfirmed = false, byId }: Change,
): Promise<void> {
  const latest = await tx.scenarioRelationChange.aggregate({ where: { relationId }, _max: { number: true } });
  const number = (latest._max.number ?? 0) + 1;
  await tx.scenarioRelationChange.create({
    data: { teamId, relationId, number, act, reason: reason || null, deadlinesConfirmed, byId },
    select: { id: true },
  });
  const salt = newSalt();
  await journal(tx, {
    teamId,
    kind: "relation",
    recordId: relationId,
    topicId: scenarioId,
    body: {
      relation: relationId,
      act,
      number,
      deadlinesConfirmed,
      ...(reason ? { text: textHash(salt, reason), textSalt: salt.toString("hex") } : {}),
    },
  });
  await recordAudit(tx, {
    actorId: byId,
    teamId,
    action: `relation.${VERB[act]}`,
    subjectId: relationId,
  });
}

const VERB = { WITHDRAWN: "withdraw", RESTORED: "restore", SUSPENDED: "suspend" } as const;
