import type { Prisma } from "#prisma/client/client";
import { journal } from "#server/ledger/journal";
import type { PendingProposal } from "#server/resolution/decide-proposal";

/** Writes the next resolution version of a question from a confirmed proposal: what is in force from now on. */
export async function writeResolution(
  tx: Prisma.TransactionClient,
  { id: proposalId, question, correctsId, outcome, option, value, knownAt, evidenceUrl, note }: PendingProposal,
): Promise<string> {
  const { id: questionId, teamId } = question;
  const latest = await tx.resolution.aggregate({ where: { questionId }, _max: { version: true } });
  const version = (latest._max.version ?? 0) + 1;
  const { id } = await tx.resolution.create({
    data: {
      teamId,
      questionId,
      version,
      proposalId,
      outcome,
      option,
      value,
      knownAt,
      evidenceUrl,
      reason: correctsId ? note : null,
    },
    select: { id: true },
  });
  await journal(tx, {
    teamId,
    kind: "resolution",
    recordId: id,
    topicId: questionId,
    body: {
      resolution: id,
      question: questionId,
      version,
      outcome,
      ...(option === null ? {} : { option }),
      ...(value === null ? {} : { value }),
      knownAt: knownAt.toISOString(),
      proposal: proposalId,
    },
  });
  return id;
}
