import type { Prisma } from "#prisma/client/client";
import { recordAudit } from "#server/audit/record";
import { notify } from "#server/notifications/notify";
import { writeVersion } from "#server/questions/version";
import { lockQuestion } from "#server/resolution/lock-question";

interface Move {
  /** The question whose close moved: B of P(B|A). */
  consequentId: string;
  closesAt: Date;
  reason: string;
  byId: string;
}

/** Moves the closes of the conditional questions about a question with its own, in the same transaction: they are its clocks. */
export async function followClose(
  tx: Prisma.TransactionClient,
  { consequentId, closesAt, reason, byId }: Move,
): Promise<void> {
  const asked = await tx.conditionalQuestion.findMany({
    where: { consequentId, question: { state: "OPEN" } },
    select: { questionId: true },
    orderBy: { questionId: "asc" },
  });
  for (const { questionId } of asked) {
    const { state, versionId, teamId, scenarioId } = await lockQuestion(tx, questionId);
    if (state !== "OPEN") continue;
    const { number, ...wording } = await tx.questionVersion.findUniqueOrThrow({
      where: { id: versionId },
      select: { number: true, title: true, criteria: true, source: true, baseRate: true, opensAt: true },
    });
    const moved = await writeVersion(
      tx,
      { teamId, scenarioId, questionId, number: number + 1, createdById: byId },
      { ...wording, spec: { type: "binary" }, closesAt, amendment: "CLOSE_MOVED", reason },
    );
    await notify(tx, { kind: "amended", versionId: moved });
    const detail = { with: consequentId, to: closesAt.toISOString() };
    await recordAudit(tx, { actorId: byId, teamId, action: "question.moveClose", subjectId: questionId, detail });
  }
}
